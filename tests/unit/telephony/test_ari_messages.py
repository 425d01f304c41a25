"""Requests and answers over the ARI websocket, and what a refusal tells the user."""

import json

import pytest

from voiceapp.telephony.ari_messages import (
    Response,
    encode_request,
    handshake_refused,
    parse_message,
    request_failed,
    unreachable,
)


def test_a_request_carries_its_query_and_variables() -> None:
    sent = json.loads(encode_request("7", "POST", "channels", query={"app": "a&b"}, variables={"X": "1"}))
    assert sent["type"] == "RESTRequest"
    assert (sent["request_id"], sent["method"], sent["uri"]) == ("7", "POST", "channels")
    assert sent["query_strings"] == [{"name": "app", "value": "a&b"}]
    assert json.loads(sent["message_body"]) == {"variables": {"X": "1"}}
    assert sent["content_type"] == "application/json"


def test_a_request_without_variables_has_no_body() -> None:
    assert "message_body" not in json.loads(encode_request("7", "GET", "bridges", query={}, variables={}))


def test_an_answer_is_read_with_its_body() -> None:
    text = json.dumps(
        {
            "type": "RESTResponse",
            "request_id": "7",
            "status_code": 200,
            "reason_phrase": "OK",
            "message_body": '{"id":"x"}',
        }
    )
    assert parse_message(text) == Response("7", 200, "OK", {"id": "x"})


def test_an_answer_without_a_body_is_read() -> None:
    text = '{"type":"RESTResponse","request_id":"7","status_code":204,"reason_phrase":"No Content"}'
    response = parse_message(text)
    assert isinstance(response, Response)
    assert (response.ok, response.body) == (True, None)


def test_anything_else_is_an_event() -> None:
    assert parse_message('{"type":"StasisEnd"}') == {"type": "StasisEnd"}


@pytest.mark.parametrize(
    "text", ["", "nonsense", "[]", '{"type":"RESTResponse"}', '{"type":"RESTResponse","status_code":"x"}']
)
def test_what_cannot_be_read_is_none(text: str) -> None:
    assert parse_message(text) is None


def test_a_failed_request_says_what_asterisk_said() -> None:
    error = request_failed(
        "GET", "channels/1", Response("7", 404, "Not Found", {"message": "Channel not found"})
    )
    assert str(error) == "Asterisk answered 404 (Channel not found) to GET channels/1."
    assert error.status == 404
    assert "read_only" in str(request_failed("POST", "x", Response("7", 403, "Forbidden", None)))
    assert "(Gone)" in str(request_failed("GET", "x", Response("7", 410, "Gone", None)))


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (400, "application name 'voiceapp'"),
        (401, r"ARI refused user 'joe': check the password and the section \[joe\] in ari.conf"),
        (403, "allowed_origins"),
        (404, "'enabled' and 'prefix' in http.conf"),
        (503, "sessionlimit"),
        (500, "Asterisk's log"),
    ],
)
def test_a_refused_connection_tells_what_to_do(status: int, advice: str) -> None:
    error = handshake_refused(url="http://h:8088", user="joe", app="voiceapp", status=status)
    assert error.status == status
    with pytest.raises(type(error), match=advice):
        raise error


def test_an_asterisk_that_does_not_answer_is_named_with_what_to_check() -> None:
    message = str(unreachable(url="http://h:8088", reason="refused"))
    assert "http://h:8088 (refused)" in message
    assert "bindport" in message
