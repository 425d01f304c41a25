"""A call on a real Asterisk keeps the contract of the port."""

import pytest

from tests.fakes.switch_contract import CallContract

pytestmark = pytest.mark.asyncio(loop_scope="session")


class TestAriCall(CallContract):
    """The real one."""
