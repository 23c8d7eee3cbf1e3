"""A Request as pydantic-ai's messages and tools, and the calls in its responses. Called by models/vendors.py.

Tools are called by names of our own, in every vendor's form alike: the reply that one vendor's model began,
with what it called, another's goes on with.
"""

import json

from pydantic_ai.messages import (
    BinaryContent,
    ModelMessage,
    ModelRequest,
    ModelResponse,
    ModelResponseStreamEvent,
    PartDeltaEvent,
    PartStartEvent,
    SystemPromptPart,
    TextPart,
    TextPartDelta,
    ToolCallPart,
    ToolReturnPart,
    UserPromptPart,
)
from pydantic_ai.models import ModelRequestParameters, StreamedResponse
from pydantic_ai.tools import ToolDefinition

from models.catalog import Card
from models.contract import Request
from studio.prompt import Message, assemble, calls, system_prompt
from studio.text16 import whole
from studio.tools import schemas
from studio.tools.contract import Call


def offered(request: Request, card: Card) -> ModelRequestParameters:
    """The same for every request of a turn, the last one too: vendors cache what stands before the
    messages."""
    if request.calls_left is None or not card.tools:
        return ModelRequestParameters()
    tools = [
        ToolDefinition(
            name=schema.name, description=schema.says, parameters_json_schema=schema.arguments, strict=False
        )
        for schema in schemas()
    ]
    return ModelRequestParameters(function_tools=tools)


def messages(request: Request, card: Card) -> list[ModelMessage]:
    tools = request.calls_left is not None and card.tools
    first, *others = assemble(request, prefill=card.prefill, sees=card.images, tools=tools)
    system = system_prompt(request.framework, request.purpose, tools=tools)
    told: list[ModelMessage] = [ModelRequest(parts=[SystemPromptPart(system), _asked(first)])]
    number = 0
    for message in others:
        if message.role == "user":
            told.append(ModelRequest(parts=[_asked(message)]))
        elif message.called:
            told += _round(message, number)
            number += len(message.called)
        else:
            last = message is others[-1]  # a reply to go on with; Anthropic takes none that ends in space
            text = message.text.rstrip() if last and card.vendor == "anthropic" else message.text
            told.append(ModelResponse(parts=[TextPart(text)]))
    return told


def _asked(message: Message) -> UserPromptPart:
    pictures = [BinaryContent(picture.data, media_type=picture.about.mime) for picture in message.pictures]
    return UserPromptPart([*pictures, message.text] if pictures else message.text)


def _round(message: Message, number: int) -> list[ModelMessage]:
    """Calls and their answers, under names of our own: another vendor's model may have made them."""
    made: list[TextPart | ToolCallPart] = [TextPart(message.text)] if message.text.strip() else []
    answers: list[ToolReturnPart] = []
    for each, call in enumerate(message.called, number + 1):
        name = f"call_{each}"
        made.append(ToolCallPart(call.name, call.arguments or "{}", name))
        answers.append(ToolReturnPart(call.name, calls.said(call), name))
    return [ModelResponse(parts=made), ModelRequest(parts=answers)]


def calls_of(response: StreamedResponse) -> list[Call]:
    """Whole, as the stream has ended well."""
    parts = [part for part in response.get().parts if isinstance(part, ToolCallPart)]
    return [
        Call(
            whole(part.tool_name),
            whole(part.args) if isinstance(part.args, str) else json.dumps(part.args or {}),
        )
        for part in parts
    ]


def is_unshown(event: ModelResponseStreamEvent) -> bool:
    """The model thinks, or writes the arguments of a call."""
    if isinstance(event, PartDeltaEvent):
        return not isinstance(event.delta, TextPartDelta)
    return isinstance(event, PartStartEvent) and not isinstance(event.part, TextPart)
