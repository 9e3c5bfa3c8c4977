"""Encoders of films: surfaces in, a file out."""

from __future__ import annotations

from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol, cast

import av
import numpy as np
import pygame
from av.filter import Graph
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from pursuit_sim.atomic_write import stand_in
from pursuit_sim.export.writers import FILMS, writer

_BT709 = 1  # the number of that standard for primaries, transfer and matrix in H.273
_CENTISECOND = Fraction(1, 100)  # what GIF counts in
# Rates such as 29.97 become the fraction meant, 30000/1001.
_LARGEST_DENOMINATOR = 1001

# Two threads and a short look-ahead: enough for two cores, and every frame that x264
# holds back costs memory. The quality (crf) keeps hard edges and small text clean.
_X264 = {"preset": "veryfast", "crf": "19", "rc-lookahead": "4", "bf": "1"}
_X264_THREADS = 2
_VP9 = {
    "deadline": "realtime", "cpu-used": "8", "row-mt": "1", "tile-columns": "2",
    "crf": "24", "b": "0", "lag-in-frames": "0",
}  # fmt: skip
_VP9_THREADS = 2
_LOSSLESS = {"preset": "ultrafast", "qp": "0"}


Picture = tuple[av.VideoFrame, ...]  # a surface in the colours that an encoder takes


class Encoder(Protocol):
    """What a film is written with.

    While a picture is encoded, the next one may be converted in another thread.
    """

    def convert(self, board: pygame.Surface) -> Picture:
        """A copy of a surface as `add` takes it."""

    def add(self, picture: Picture) -> None:
        """Encode the next picture."""

    def finish(self) -> None:
        """Encode what was held back."""

    def close(self) -> None:
        """Close the file, whether or not it is complete."""


def open_encoder(path: Path, suffix: str, size: tuple[int, int], fps: float) -> Encoder:
    """An encoder for a file of this suffix; `size` is (width, height) [px]."""
    rate = Fraction(fps).limit_denominator(_LARGEST_DENOMINATOR)
    encoder: Encoder = writer(FILMS, suffix)(path, size, rate)
    return encoder


def open_mp4(path: Path, size: tuple[int, int], rate: Fraction) -> Encoder:
    """H.264."""
    return _Video(path, ".mp4", size, rate)


def open_webm(path: Path, size: tuple[int, int], rate: Fraction) -> Encoder:
    """VP9."""
    return _Video(path, ".webm", size, rate)


def open_gif(path: Path, size: tuple[int, int], rate: Fraction) -> Encoder:
    """GIF."""
    return _Gif(path, size, rate)


def _shared(board: pygame.Surface) -> av.VideoFrame:
    """A frame that shares its pixels with a surface."""
    width, height = board.get_size()
    pixels = np.asarray(board.get_view("0"), np.uint8).reshape(height, width, 4)
    return av.VideoFrame.from_numpy_buffer(pixels, format="bgra")


class _Video:
    """H.264 in MP4 or VP9 in WebM, 4:2:0, in the colours of HD television (BT.709)."""

    def __init__(self, path: Path, suffix: str, size: tuple[int, int], rate: Fraction) -> None:
        mp4 = suffix == ".mp4"
        # The index at the front lets a browser play a file that it is still loading.
        options = (
            {"movflags": "+faststart", "fflags": "+bitexact"} if mp4 else {"fflags": "+bitexact"}
        )
        self._file = av.open(str(path), "w", format=suffix[1:], options=options)
        stream = self._file.add_stream(
            "libx264" if mp4 else "libvpx-vp9", rate=rate, options=dict(_X264 if mp4 else _VP9)
        )
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        context = stream.codec_context
        context.thread_count = _X264_THREADS if mp4 else _VP9_THREADS
        context.thread_type = "FRAME" if mp4 else "AUTO"
        context.colorspace = context.color_primaries = context.color_trc = _BT709
        context.color_range = ColorRange.MPEG
        self._stream = stream
        self._reformatter = VideoReformatter()
        self._count = 0

    def convert(self, board: pygame.Surface) -> Picture:
        frame = self._reformatter.reformat(
            _shared(board),
            format="yuv420p",
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            dst_colorspace=Colorspace.ITU709,
            threads=1,
        )
        return (frame,)

    def add(self, picture: Picture) -> None:
        (frame,) = picture
        frame.pts = self._count
        frame.time_base = 1 / self._stream.codec_context.rate
        self._count += 1
        self._file.mux(self._stream.encode(frame))

    def finish(self) -> None:
        self._file.mux(self._stream.encode(None))

    def close(self) -> None:
        self._file.close()


class _Gif:
    """GIF with one palette for the whole film.

    The palette depends on every frame, so the frames first go to a file without loss.
    """

    def __init__(self, path: Path, size: tuple[int, int], rate: Fraction) -> None:
        self._path = path
        self._size = size
        self._rate = rate
        self._lent = ExitStack()
        self._store_path = self._lent.enter_context(stand_in(path.parent, ".mkv"))
        self._store = av.open(str(self._store_path), "w")
        self._stream = self._store.add_stream("libx264rgb", rate=rate, options=dict(_LOSSLESS))
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "bgr24"
        self._colours = Graph()
        source = self._source(self._colours, "rgba")
        gather = self._colours.add("palettegen", "reserve_transparent=1")
        sink = self._colours.add("buffersink")
        source.link_to(gather)
        gather.link_to(sink)
        self._colours.configure()
        self._count = 0

    def _source(self, graph: Graph, pixels: str) -> Any:
        return graph.add_buffer(
            width=self._size[0], height=self._size[1], format=av.VideoFormat(pixels),
            time_base=1 / self._rate,
        )  # fmt: skip

    def convert(self, board: pygame.Surface) -> Picture:
        for_store = _shared(board).reformat(format="bgr24")
        # Not from the surface: its fourth byte means nothing, and would count as opacity.
        return for_store.reformat(format="rgba"), for_store

    def add(self, picture: Picture) -> None:
        for_colours, for_store = picture
        for frame in (for_colours, for_store):
            frame.pts = self._count
            frame.time_base = 1 / self._rate
        self._count += 1
        self._colours.push(for_colours)
        self._store.mux(self._stream.encode(for_store))

    def finish(self) -> None:
        self._store.mux(self._stream.encode(None))
        self._store.close()
        self._colours.push(None)
        palette = cast(av.VideoFrame, self._colours.pull())
        graph = Graph()
        source = self._source(graph, "bgr24")
        colours = graph.add_buffer(
            width=palette.width, height=palette.height, format=palette.format,
            time_base=1 / self._rate,
        )  # fmt: skip
        # Without dithering still parts stay still, and the file small.
        use = graph.add("paletteuse", "dither=none:diff_mode=rectangle")
        sink = graph.add("buffersink")
        source.link_to(use, 0, 0)
        colours.link_to(use, 0, 1)
        use.link_to(sink)
        graph.configure()
        colours.push(palette)
        colours.push(None)
        with (
            av.open(str(self._path), "w", format="gif") as file,
            av.open(str(self._store_path)) as store,
        ):
            stream = file.add_stream("gif", rate=self._rate)
            stream.width, stream.height = self._size
            stream.pix_fmt = "pal8"
            stream.codec_context.time_base = _CENTISECOND
            for index, frame in enumerate(store.decode(video=0)):
                frame.pts = index
                frame.time_base = 1 / self._rate
                source.push(frame)
                shown = cast(av.VideoFrame, graph.pull())
                shown.pts = round(index / self._rate / _CENTISECOND)
                shown.time_base = _CENTISECOND
                file.mux(stream.encode(shown))
            file.mux(stream.encode(None))

    def close(self) -> None:
        try:
            self._store.close()  # which may find the disk full
        finally:
            self._lent.close()
