"""The telephone side: Asterisk, spoken to over one ARI websocket and one media websocket per call."""
