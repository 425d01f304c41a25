"""What goes over the ARI websocket besides events: requests, their answers, and what a refusal means.

Asterisk 22 takes REST requests on the websocket that carries the events: one connection, one order, and no
second way for the two to disagree about whether Asterisk is there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from voiceapp.errors import SwitchError


@dataclass(frozen=True, slots=True)
class Response:
    """Asterisk's answer to one request. `body`: parsed JSON, None when empty."""

    request_id: str
    status: int
    reason: str
    body: Any

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


def encode_request(
    request_id: str, method: str, path: str, *, query: Mapping[str, str], variables: Mapping[str, str]
) -> str:
    """One RESTRequest message. `variables` are channel variables for the requests that create a channel."""
    message: dict[str, Any] = {
        "type": "RESTRequest",
        "transaction_id": "",
        "request_id": request_id,
        "method": method,
        "uri": path,
        "query_strings": [{"name": name, "value": value} for name, value in query.items()],
    }
    if variables:
        message["content_type"] = "application/json"
        message["message_body"] = json.dumps({"variables": dict(variables)})
    return json.dumps(message)


def parse_message(text: str) -> Response | dict[str, Any] | None:
    """A Response, or the JSON object of an event; None for what is neither."""
    try:
        data = json.loads(text)
    except ValueError:
        return None
    if not isinstance(data, dict):
        return None
    if data.get("type") != "RESTResponse":
        return data
    try:
        return Response(
            request_id=str(data["request_id"]),
            status=int(data["status_code"]),
            reason=str(data["reason_phrase"]),
            body=json.loads(data["message_body"]) if data.get("message_body") else None,
        )
    except (KeyError, TypeError, ValueError):
        return None


def request_failed(method: str, path: str, response: Response) -> SwitchError:
    """The error for an answer that is none of 2xx."""
    message = response.body.get("message") if isinstance(response.body, dict) else None
    text = f"Asterisk answered {response.status} ({message or response.reason}) to {method} {path}."
    if response.status == 403:
        text += " Set 'read_only = no' for our user in ari.conf."
    return SwitchError(text, status=response.status)


def handshake_refused(*, url: str, user: str, app: str, status: int) -> SwitchError:
    """The error for a websocket that Asterisk did not open, with what to do about it."""
    advice = {
        400: f"check the ARI application name {app!r}.",
        401: f"ARI refused user {user!r}: check the password and the section [{user}] in ari.conf, "
        "then run 'module reload res_ari.so'.",
        403: f"ARI refused user {user!r}: check allowed_origins and the section [{user}] in ari.conf.",
        404: "there is no ARI at this address: check the address, 'enabled' and 'prefix' in http.conf, "
        "'enabled' in ari.conf, and that res_ari_events.so is loaded.",
        503: "Asterisk has no room for another connection: raise 'sessionlimit' in http.conf.",
    }.get(status, "look into Asterisk's log for the reason.")
    return SwitchError(f"Asterisk at {url} answered {status}: {advice}", status=status)


def unreachable(*, url: str, reason: str) -> SwitchError:
    """The error for an Asterisk that does not answer at all."""
    return SwitchError(
        f"Asterisk does not answer at {url} ({reason}): is it running, and is this the bindaddr and bindport "
        "of its http.conf?"
    )
