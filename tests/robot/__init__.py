"""A robot that rings the hotline over real SIP, hears the prompts, answers with recorded speech or keys, and
keeps what it heard. It knows nothing of voiceapp's inside: it is a caller.

Its telephone network is a second Asterisk (asterisk_conf/gateway): a SIP stack that is as real as any and
already there, which speaks the media websocket, so that the robot hears and speaks 20 ms frames as on the
wire, and sends keys as RFC 4733 events. `python -m tests.robot --help` rings any line by hand.
"""
