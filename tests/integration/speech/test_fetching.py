"""Fetching a model from a real web server on the loopback: resumed, checked, safe."""

import asyncio
import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.unit.speech.models import VOSK
from voiceapp.errors import ModelError
from voiceapp.speech.catalogue import Entry
from voiceapp.speech.fetching import fetch

NAME = "vosk-model-small-en-us-0.15"


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


WHOLE = zipped(
    {f"{NAME}/{name}": content for name, content in VOSK.items()} | {f"{NAME}/big": b"x" * 300_000}
)


@dataclass
class Site:
    """A web server with one file. `cut`: after how many bytes it breaks off the connection."""

    content: bytes
    status: int | None = None
    cut: int | None = None
    ranges: bool = True
    asked: list[str | None] = field(default_factory=list)
    url: str = ""

    def entry(self, content: bytes | None = None) -> Entry:
        checksum = hashlib.sha256(self.content if content is None else content).hexdigest()
        return Entry(NAME, "vosk", ("en",), "MIT", url=self.url, sha256=checksum)


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site(WHOLE)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            served.asked.append(wanted)
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and served.ranges else 0
            if start >= len(served.content):
                self.send_error(416)
                return
            body = served.content[start:]
            self.send_response(served.status or (206 if start else 200))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: served.cut])

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_port}/{NAME}.zip"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield served
    server.shutdown()
    thread.join()
    server.server_close()


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_a_model_is_fetched_and_in_its_place(site: Site, tmp_path: Path) -> None:
    """Whole, with progress told on the way, and nothing left beside it."""
    told: list[tuple[int, int | None]] = []
    folder = fetch(site.entry(), tmp_path, progress=lambda done, total: told.append((done, total)))
    assert folder == tmp_path / NAME
    assert (folder / "am/final.mdl").read_bytes() == VOSK["am/final.mdl"]
    assert told[-1] == (len(WHOLE), len(WHOLE))
    assert hidden(tmp_path) == []


def test_a_model_that_is_there_is_not_fetched_again(site: Site, tmp_path: Path) -> None:
    """The second time nothing goes over the network."""
    fetch(site.entry(), tmp_path)
    fetch(site.entry(), tmp_path)
    assert len(site.asked) == 1


def test_an_incomplete_model_is_fetched_again(site: Site, tmp_path: Path) -> None:
    """A folder with a lost file is replaced by a whole one."""
    (fetch(site.entry(), tmp_path) / "am/final.mdl").unlink()
    folder = fetch(site.entry(), tmp_path)
    assert (folder / "am/final.mdl").is_file()
    assert hidden(tmp_path) == []


def test_an_interrupted_download_is_taken_up_again(site: Site, tmp_path: Path) -> None:
    """What has come is kept, and only the rest is asked for."""
    site.cut = 100_000
    with pytest.raises(ModelError, match=r"127\.0\.0\.1 cannot be reached"):
        fetch(site.entry(), tmp_path)
    site.cut = None
    assert (fetch(site.entry(), tmp_path) / "am/final.mdl").is_file()
    assert site.asked == [None, "bytes=100000-"]


def test_a_server_that_cannot_resume_sends_it_all(site: Site, tmp_path: Path) -> None:
    """Then the file begins anew instead of being doubled."""
    (tmp_path / f".{NAME}.zip.part").write_bytes(b"the beginning of something")
    site.ranges = False
    assert (fetch(site.entry(), tmp_path) / "am/final.mdl").is_file()


def test_a_download_that_was_whole_is_only_unpacked(site: Site, tmp_path: Path) -> None:
    """After a crash between fetching and unpacking the network is not needed."""
    (tmp_path / f".{NAME}.zip.part").write_bytes(WHOLE)
    fetch(site.entry(), tmp_path)
    assert site.asked == []


def test_another_file_than_expected_is_thrown_away(site: Site, tmp_path: Path) -> None:
    """The checksum decides; nothing of it is unpacked or kept."""
    with pytest.raises(ModelError, match="does not have the checksum"):
        fetch(site.entry(b"what it should be"), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({f"{NAME}/../../evil": b"evil"}, "points outside the folder"),
        ({"/evil": b"evil"}, "points outside the folder"),
        ({f"{NAME}/README": b"hello"}, "is no whole model"),
        ({f"{NAME}/am/final.mdl": b"alone"}, "graph/HCLr.fst"),
    ],
)
def test_a_zip_that_is_no_model_is_not_installed(
    site: Site, tmp_path: Path, files: dict[str, bytes], says: str
) -> None:
    """Even with the right checksum."""
    site.content = zipped(files)
    models = tmp_path / "deep" / "models"
    with pytest.raises(ModelError, match=says):
        fetch(site.entry(), models)
    assert not (models / NAME).exists()
    assert not list(tmp_path.rglob("evil"))


def test_a_server_in_trouble_is_named(site: Site, tmp_path: Path) -> None:
    """With what it answered."""
    site.status = 503
    with pytest.raises(ModelError, match=r"127\.0\.0\.1 answered 503"):
        fetch(site.entry(), tmp_path)


def test_an_address_that_cannot_be_reached_is_named(tmp_path: Path, unused_tcp_port: int) -> None:
    """With what to do on a machine without the internet."""
    entry = Entry(
        NAME, "vosk", ("en",), "MIT", url=f"http://127.0.0.1:{unused_tcp_port}/{NAME}.zip", sha256="0" * 64
    )
    with pytest.raises(ModelError, match=r"127\.0\.0\.1 cannot be reached for .*without the internet"):
        fetch(entry, tmp_path)


def test_only_https_is_fetched_from_elsewhere(tmp_path: Path) -> None:
    """A model is code in a way: it does not come over an open line."""
    entry = Entry(NAME, "vosk", ("en",), "MIT", url="http://example.invalid/m.zip", sha256="0" * 64)
    with pytest.raises(ModelError, match="over https only"):
        fetch(entry, tmp_path)


def test_a_packaged_model_is_not_fetched(site: Site, tmp_path: Path) -> None:
    """It is installed."""
    entry = replace(site.entry(), url=None, package="some-package", folder="some_package/data")
    with pytest.raises(ModelError, match="install the Python package some-package"):
        fetch(entry, tmp_path)


async def test_fetching_needs_no_loop_of_its_caller(site: Site, tmp_path: Path) -> None:
    """It blocks; inside a running loop it is called in a thread."""
    assert (await asyncio.to_thread(fetch, site.entry(), tmp_path)).is_dir()
