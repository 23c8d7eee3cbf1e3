// Owns how the browser's own action on an event is replaced. It is prevented before the component hears of the event, even where
// that stops its propagation; to the component it looks untouched, and if it prevents nothing, `act` runs after it.

export function instead(event: Event, act: () => void): void {
  let prevented = event.defaultPrevented;
  event.preventDefault();
  Object.defineProperties(event, {
    defaultPrevented: { configurable: true, get: () => prevented },
    preventDefault: {
      configurable: true,
      value: () => {
        prevented ||= event.cancelable;
      },
    },
    returnValue: {
      configurable: true,
      get: () => !prevented,
      set: (value: unknown) => {
        if (value === false) prevented ||= event.cancelable;
      },
    },
  });
  setTimeout(() => {
    if (!prevented) act();
  });
}
