"""What people call things, and what the icons of them are named after: one line a meaning. Data only.

Left of the colon the words that are asked with, right of it words of icon names. Read by
studio/tools/search_icons.py.
"""

_LINES = """
delete remove bin garbage waste discard: trash
add new create more insert increase: plus
subtract decrease less: minus
close cancel dismiss exit quit: x
ok okay done tick accept confirm yes success complete: check
edit modify change rename write compose: pencil pen
settings preferences options configure config gear: settings cog sliders
search find lookup magnifier zoom: search
save store keep: save bookmark
copy duplicate clone: copy
share forward send submit: share send forward
download export: download
upload import attach: upload paperclip
email mail letter message inbox: mail inbox
chat talk conversation comment support speak: message
phone call telephone mobile contact: phone smartphone contact
user person profile account avatar member customer: user contact
people team group users members community family: users
login signin enter: log key
logout signout leave: log door
lock secure security private password safe protect: lock shield key
unlock open: unlock lock folder door
home house start main: house
menu navigation hamburger list: menu list
back previous left undo return: arrow chevron undo
next right continue onward: arrow chevron
up down expand collapse toggle dropdown: chevron arrow
refresh reload sync retry repeat again: refresh rotate repeat
loading loader spinner wait busy progress: loader hourglass
warning caution danger alert error problem important: triangle alert octagon
info information about help question faq: info help badge
notification bell reminder alarm: bell alarm
favorite favourite like love heart: heart star thumbs
star rating rate review: star
calendar date day schedule event month appointment: calendar
time clock hour minute duration history timer stopwatch countdown: clock timer hourglass history
location place map address pin gps where directions: map pin navigation compass
image picture photo gallery: image images camera
video film movie recording: video film clapperboard
music song audio sound volume speaker: music volume headphones
play start pause stop resume: play pause square circle
mute silent: volume mic
microphone voice record: mic
shop shopping cart basket buy purchase store ecommerce market: shopping store basket
money cash payment price cost salary dollar currency: banknote dollar coins wallet
card credit pay billing: credit receipt
bank finance invest savings: landmark piggy coins
discount coupon offer sale deal: percent tag ticket
gift present reward: gift
chart graph statistics analytics report metrics dashboard data: chart layout trending
growth increase profit rise: trending arrow
table grid spreadsheet columns rows: table grid columns
file document page paper note text: file notebook sticky
folder directory archive: folder archive
book read library story education learn: book library graduation
school student university study course: graduation school
code developer programming terminal console: code terminal braces
database server hosting storage: database server hard
cloud online hosting: cloud
internet web website world global language: globe earth languages
link url chain: link
wifi network signal connection: wifi signal network
computer laptop desktop screen monitor: laptop monitor computer
robot ai bot assistant: bot brain sparkles
magic wand generate sparkle: wand sparkles
idea light lamp inspiration: lightbulb lamp
theme dark night moon: moon
light day sun brightness: sun
weather rain snow storm wind: cloud rain snow wind umbrella
temperature hot cold heat: thermometer flame snowflake
water drop: droplet waves
fire hot trending popular: flame
energy electricity power battery fast: zap battery power plug
plant nature eco green environment: leaf sprout tree
flower garden: flower
animal pet dog cat: dog cat paw rabbit
food eat restaurant meal dinner cook recipe: utensils chef soup
drink coffee tea beverage: coffee cup glass
beer wine bar: beer wine martini
fruit apple healthy: apple cherry banana
pizza burger snack: pizza sandwich
cake dessert sweet birthday: cake ice candy
car drive vehicle traffic: car
bus train transport transit: bus train tram
plane flight travel airport trip: plane luggage
bike bicycle cycling: bike
ship boat sea: ship sailboat anchor
truck delivery shipping logistics: truck package
box package parcel product inventory: package box
hotel bed sleep room: bed hotel
building company office business city: building
work job briefcase career: briefcase
tool fix repair maintenance build construction: wrench hammer drill construction
paint color colour design art brush: palette paintbrush brush
cut scissors trim: scissors crop
sport fitness gym exercise workout: dumbbell trophy volleyball
run walk steps: footprints
win award prize champion winner achievement: trophy award medal crown
goal target aim objective: target goal crosshair
game play gaming controller: gamepad dices joystick puzzle
health medical doctor hospital medicine: stethoscope hospital pill heart syringe
baby child kid: baby
vote thumbs approve: thumbs vote
dislike reject disapprove: thumbs ban
block forbidden deny prohibited: ban shield
eye view see show visible preview: eye
hide invisible hidden: eye
filter sort order funnel: funnel filter arrow
drag move reorder handle: grip move
fullscreen maximize enlarge resize: maximize expand fullscreen scaling
minimize shrink: minimize shrink
print printer: printer
scan qr barcode: scan qr barcode
fingerprint identity biometric: fingerprint scan
flag report mark: flag
tag label category: tag tags
pin attach fix: pin
rocket launch startup fast: rocket
world planet space astronomy: globe earth orbit rocket
science lab experiment chemistry: flask microscope atom test
calculator math sum: calculator sigma
translate language: languages
smile happy emoji face mood: smile laugh
sad angry unhappy: frown angry annoyed
party celebrate celebration confetti: party
newspaper news press article: newspaper
bug insect issue: bug
key access: key
door entrance: door
sofa furniture living: sofa armchair lamp
camera photograph: camera
clipboard paste task tasks todo: clipboard list
recycle reuse: recycle
church temple museum law court: church landmark gavel scale
balance compare justice: scale
glasses read: glasses
umbrella insurance: umbrella shield
ticket admission cinema: ticket
mountain outdoor hike camping: mountain tent
beach holiday vacation summer: palmtree umbrella sun
"""


def _read() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _LINES.strip().splitlines():
        said, _, named = line.partition(":")
        for word in said.split():
            found[word] = (*found.get(word, ()), *named.split())
    return found


MEANT = _read()
