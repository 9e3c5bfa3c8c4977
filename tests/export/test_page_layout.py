"""A page's layouts: names, news and numbers cover nobody, on a desktop and on a phone."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import pursuit_sim
from helpers import browser as browsers
from helpers import two_teams
from pursuit_sim.draw.replay.narration import languages
from pursuit_sim.export.page.document import page
from pursuit_sim.scenario import load_text

pytestmark = browsers.NEEDED

EVENT = "beijing-2022-men"
SCREENS = [(1280, 720), (390, 844), (844, 390)]
# What is drawn on the ice at some moments: bodies as discs, names and news as boxes [px].
DRAWN = """async ([times, cameras]) => {
  const found = [];
  if (player.haunted) player.toggleGhost();
  const { scene } = player;
  let picture;
  const { name } = scene;
  scene.name = (...given) => {
    const [, , , x, y, wide, size] = given;
    picture.plates.push([x - wide / 2, y - 0.8 * size, x + wide / 2, y + 0.8 * size]);
    name.apply(scene, given);
  };
  const { draw } = scene.figures;
  scene.figures.draw = (...given) => {
    const [, , spots, spot, scale] = given;
    for (const each of spots) {
      const { x, y } = spot(each.distance, each.lateral);
      picture.bodies.push([x, y, 0.2 * scale]);
    }
    draw.apply(scene.figures, given);
  };
  for (const camera of cameras) {
    for (const time of times) {
      player.look(camera);
      player.seek(time);
      for (let k = 0; k < 3; k++) {
        picture = { camera, time, plates: [], bodies: [], news: [] };
        await new Promise(requestAnimationFrame);
      }
      player.draw();
      const ice = player.canvas.getBoundingClientRect();
      const { left, top, right, bottom, width } = document.getElementById('news')
        .getBoundingClientRect();
      picture.ice = [ice.width, ice.height];
      const box = [left - ice.left, top - ice.top, right - ice.left, bottom - ice.top];
      if (width) picture.news.push(box);
      found.push(picture);
    }
  }
  return found;
}"""


def _apart(box: list[float], disc: list[float]) -> float:
    """How far a disc is from a box [px]; negative where it is covered."""
    x, y, radius = disc
    right = max(box[0] - x, 0.0, x - box[2])
    down = max(box[1] - y, 0.0, y - box[3])
    return float((right**2 + down**2) ** 0.5 - radius)


@pytest.mark.parametrize("size", SCREENS, ids=["desktop", "phone", "phone-across"])
def test_nobody_is_covered_by_a_name_or_by_news(
    browser: Any, address: str, size: tuple[int, int]
) -> None:
    """In full pace, and while Kramer swings out, which is news then."""
    cameras = ["follow:NED", "head-to-head", "split"]
    with browsers.opened(browser, address, *size) as opened:
        pictures = opened.evaluate(DRAWN, [[76.0, 120.0], cameras])
    assert sum(len(each["news"]) for each in pictures) == len(cameras)
    for picture in pictures:
        where = picture["camera"], picture["time"], size
        assert picture["plates"], where
        inside = [
            each for each in picture["bodies"]
            if 0 < each[0] < picture["ice"][0] and 0 < each[1] < picture["ice"][1]
        ]  # fmt: skip
        assert inside, where
        for box in picture["plates"] + picture["news"]:
            assert min(_apart(box, body) for body in inside) > 0, where


def _within(box: list[float], other: list[float]) -> bool:
    """Whether two boxes have anything in common."""
    return min(box[2], other[2]) > max(box[0], other[0]) and min(box[3], other[3]) > max(
        box[1], other[1]
    )


@pytest.mark.parametrize("size", SCREENS[:2], ids=["desktop", "phone"])
def test_names_of_a_train_that_goes_round_another_lie_beside_each_other(
    browser: Any, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Norway in 3:38.28 come up with the Netherlands in 3:58.00 after five laps and a half."""
    path = tmp_path / "catch.html"
    page(pursuit_sim.load(EVENT, {"races.sf-1.crossing.time": "3:58.00"}), ["sf-1"]).save(path)
    with browsers.opened(browser, path.as_uri(), *size) as opened:
        found = opened.evaluate(DRAWN, [[170.5, 172.5, 174.5, 231.0], ["split", "overview"]])
    for picture in found:
        where = picture["camera"], picture["time"], size
        boxes = picture["plates"]
        assert len(boxes) >= 4, where
        for box, other in combinations(boxes, 2):
            assert not _within(box, other), where


def test_the_table_of_many_laps_shows_the_lap_of_now(browser: Any, tmp_path: Path) -> None:
    text = two_teams.text('time = 750.0\nformation = "push"', 'time = 760.0\nformation = "push"')
    path = tmp_path / "long.html"
    page(pursuit_sim.load(text.replace("laps = 6", "laps = 25")), ["r"]).save(path)
    with browsers.opened(browser, f"{path.as_uri()}#t=10", 1280, 800) as opened:
        for time in (10.0, 560.0, 755.0, 200.0):
            seen = opened.evaluate(
                """async time => {
                  player.seek(time);
                  for (let k = 0; k < 3; k++) await new Promise(requestAnimationFrame);
                  const { left, right } = document.querySelector('.across').getBoundingClientRect();
                  return [...document.querySelectorAll('.laps tbody tr:first-child td')]
                    .filter((cell) => cell.textContent && cell.getBoundingClientRect().left >= left
                      && cell.getBoundingClientRect().right <= right)
                    .map((cell) => cell.textContent).pop();
                }""",
                time,
            )
            # Of the lap that runs tenths are told, and of one that is over hundredths.
            assert seen[-2 if time < 750.0 else -3] == ".", (seen, time)


def test_the_sign_of_laps_filled_in_stays_beside_the_table_of_many_laps(
    browser: Any, tmp_path: Path
) -> None:
    first = 'time = 480.0\nsplits = [[1, 32.0]]\nformation = "push"'
    text = two_teams.text(first, 'time = 485.0\nformation = "push"')
    path = tmp_path / "long.html"
    page(pursuit_sim.load(text.replace("laps = 6", "laps = 16")), ["r"]).save(path)
    with browsers.opened(browser, f"{path.as_uri()}#t=478", 1280, 900) as opened:
        scrolled, begin, end = opened.evaluate(
            """() => {
              const box = document.querySelector('.across');
              const words = document.querySelector('.laps caption span').getBoundingClientRect();
              const { left, right } = box.getBoundingClientRect();
              return [box.scrollLeft, words.left - left, right - words.right];
            }"""
        )
    assert scrolled > 50
    assert min(begin, end) >= 0


@pytest.fixture(scope="module")
def haunted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a page of two races, in one of which a ghost rides."""
    path = tmp_path_factory.mktemp("haunted") / "page.html"
    page(EVENT, ["sf-1", "final-a"], ghost="NED:push").save(path)
    return path.as_uri()


@pytest.mark.parametrize("language", languages())
def test_with_a_ghost_every_button_is_on_the_screen(
    browser: Any, haunted: str, language: str
) -> None:
    with browsers.opened(browser, f"{haunted}#race=sf-1&lang={language}", 1280, 800) as opened:
        for width, height in (
            (801, 1000),
            (820, 1180),
            (860, 700),
            (901, 700),
            (667, 375),
            (601, 400),
        ):
            opened.set_viewport_size({"width": width, "height": height})
            opened.evaluate("() => new Promise(requestAnimationFrame)")
            ends = opened.evaluate(
                """() => [...document.querySelectorAll('#transport > *')]
                  .filter((each) => each.offsetParent)
                  .map((each) => each.getBoundingClientRect().right)"""
            )
            assert len(ends) > 7, width
            assert max(ends) <= width, width
            assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_where_there_is_no_ghost_its_button_is_out_and_the_page_says_why(
    browser: Any, haunted: str
) -> None:
    with browsers.opened(browser, f"{haunted}#race=final-a&lang=en", 1280, 800) as opened:
        state = "() => [ghost.disabled, ghost.getAttribute('aria-pressed')]"
        assert opened.evaluate(state) == [True, "false"]
        said = "No ghost in this race: NED does not skate in it"
        assert said in opened.inner_text(".remarks")
        opened.evaluate("player.open('sf-1')")
        assert opened.evaluate(state) == [False, "true"]
        assert "No ghost" not in opened.inner_text(".remarks")


def test_a_long_code_leaves_room_for_places(browser: Any, tmp_path: Path) -> None:
    code = "NETHERLANDS-TEAM-NUMBER-ONE-AA"
    text = two_teams.text('time = 180.0\nformation = "push"', 'time = 185.0\nformation = "push"')
    path = tmp_path / "code.html"
    page(pursuit_sim.load(text.replace("AAA", code)), ["r"]).save(path)
    with browsers.opened(browser, f"{path.as_uri()}#t=186", 1280, 800) as opened:
        wide, room, title = opened.evaluate(
            """[document.querySelector('#result table').scrollWidth,
              document.querySelector('#result').clientWidth,
              document.querySelector('#result th').title]"""
        )
    assert wide <= room
    assert title == code


# In how many lines each code stands; where the last text ends, and where it may; which buttons of
# the transport lie beyond the screen.
WHOLE = """() => {
  const result = document.getElementById('result');
  const card = result.querySelector('.card');
  const spans = (each) => {
    const range = document.createRange();
    range.selectNodeContents(each);
    return [...range.getClientRects()];
  };
  const ends = [...card.querySelectorAll('td, th')].flatMap(spans).map((each) => each.right);
  const around = card.getBoundingClientRect().right -
    parseFloat(getComputedStyle(card).paddingRight);
  const beyond = [...document.querySelectorAll('#transport > *')]
    .filter((each) => each.getBoundingClientRect().right > innerWidth).map((each) => each.id);
  return [[...card.querySelectorAll('th')].map((each) => spans(each).length),
    Math.max(...ends), Math.min(around, innerWidth), beyond];
}"""


@pytest.fixture(scope="module")
def quarterfinals(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page whose first race set a record in a quarterfinal, of which not all times are known."""
    path = tmp_path_factory.mktemp("whole") / "women.html"
    page("beijing-2022-women", ["qf-1", "sf-1"]).save(path)
    return path.as_uri()


@pytest.mark.parametrize(
    ("width", "height"),
    [
        (320, 568), (360, 640), (390, 844), (480, 320), (568, 320), (600, 320), (667, 375),
        (844, 390), (801, 768), (900, 768), (1024, 768), (1180, 768), (1280, 768),
    ],
)  # fmt: skip
def test_the_result_stands_whole(browser: Any, quarterfinals: str, width: int, height: int) -> None:
    """The longest of all: of quarterfinals, with a record; and in the longest words."""
    for language in ("en", "nb", "de"):
        where = f"{quarterfinals}#t=240&lang={language}"
        with browsers.opened(browser, where, width, height) as opened:
            lines, ends, room, beyond = opened.evaluate(WHOLE)
        assert lines == [1, 1], language
        assert ends <= room, language
        assert beyond == [], language


# In how many lines each place stands.
LINES = """() => [...document.querySelectorAll('#result .place')].map((each) => {
  const range = document.createRange();
  range.selectNodeContents(each);
  return new Set([...range.getClientRects()].map((part) => Math.round(part.top))).size;
})"""


@pytest.mark.parametrize("width", [850, 900, 1024, 1180, 1280])
def test_a_place_stands_in_two_lines_at_most(browser: Any, tmp_path: Path, width: int) -> None:
    text = two_teams.text('time = 180.0\nformation = "push"', 'time = 185.0\nformation = "push"')
    path = tmp_path / "places.html"
    page(load_text(text), ["r"]).save(path)
    for language in ("en", "nb", "de", "it"):
        where = f"{path.as_uri()}#t=195&lang={language}"
        with browsers.opened(browser, where, width, 768) as opened:
            lines = opened.evaluate(LINES)
        assert max(lines) <= 2, language


def test_news_of_an_exchange_lie_in_the_infield_of_the_overview(browser: Any, address: str) -> None:
    for size in SCREENS:
        with browsers.opened(browser, f"{address}#t=76", *size) as opened:
            opened.wait_for_timeout(80)
            (picture,) = opened.evaluate(DRAWN, [[76.0], ["overview"]])
        (news,) = picture["news"]
        on_rink = picture["bodies"][:6]
        assert min(_apart(news, body) for body in on_rink) > 0, size


def test_on_a_phone_the_ice_stays_in_its_place_while_the_clock_says_more(
    browser: Any, address: str
) -> None:
    with browsers.opened(browser, address, 390, 844) as opened:
        tops = opened.evaluate(
            """async () => {
              player.toggleGhost();
              const tops = [];
              for (const time of [0, 2, 5, 40, 76, 180, 218.5]) {
                player.seek(time);
                await new Promise(requestAnimationFrame);
                await new Promise(requestAnimationFrame);
                tops.push(player.canvas.getBoundingClientRect().top);
              }
              return tops;
            }"""
        )
        assert len(set(tops)) == 1
        cut = opened.evaluate(
            """[...document.querySelectorAll('#cameras button')].map((each) => {
              player.look(each.dataset.camera);
              const { scrollWidth, clientWidth } = document.getElementById('camera');
              return scrollWidth > clientWidth;
            })"""
        )
        assert not any(cut)


# Cells of the lap table whose text is wider than they are, and what the table hides.
CELLS = """() => {
  const table = document.querySelector('#panels .laps');
  const over = [...table.querySelectorAll('td, th')].filter((cell) => {
    const text = document.createRange();
    text.selectNodeContents(cell);
    const { left, right } = text.getBoundingClientRect();
    const box = cell.getBoundingClientRect();
    return cell.scrollWidth > cell.clientWidth || left < box.left || right > box.right;
  }).map((cell) => cell.textContent);
  const times = [...table.querySelectorAll('td.full')].length;
  const { scrollWidth, clientWidth } = table.parentElement;
  return [times, over, scrollWidth - clientWidth];
}"""
TABLE_SCREENS = [
    (320, 568), (360, 640), (390, 844), (561, 900), (768, 1024), (801, 1200), (820, 1180),
    (912, 1368), (1000, 700), (1024, 768), (1180, 820), (1280, 720), (1920, 1080),
    (640, 360), (667, 375), (844, 390), (915, 412),
]  # fmt: skip
# The worst that a race of eight laps has: a lap filled in, and codes cut to what they may take.
LONG = "player.race.tags = ['WWM…W', 'NETH…DS']; player.race.teams[0].laps_timed[0] = false;"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("", id="as it is"),
        pytest.param(LONG, id="long", marks=pytest.mark.slow),
    ],
)
def test_lap_times_stay_in_their_cells(browser: Any, address: str, words: str) -> None:
    with browsers.opened(browser, f"{address}#t=9999&lang=de", 1280, 720) as opened:
        opened.evaluate(f"() => {{ {words} player.dress(); }}")
        for width, height in TABLE_SCREENS:
            opened.set_viewport_size({"width": width, "height": height})
            down = str(width <= 560).lower()
            table = "document.querySelector('#panels .laps')"
            browsers.wait(
                opened,
                f"innerWidth === {width} && !player.due"
                f" && {table}.classList.contains('down') === {down}",
            )
            times, over, hidden = opened.evaluate(CELLS)
            assert times == 16
            assert over == [], (width, height)
            assert hidden == 0, (width, height)


def test_ice_of_any_size_is_drawn_without_a_fault(browser: Any, address: str) -> None:
    """As elements have while a page is laid out, or in a frame that is not yet shown."""
    with browsers.opened(browser, f"{address}#t=120", 640, 360) as opened:
        drawn = opened.evaluate(
            """async () => {
              const { style } = document.getElementById('ice');
              style.flex = 'none';
              let drawn = 0;
              for (const width of [0.2, 5, 12, 17, 23.9, 24, 60, 1200]) {
                for (const height of [0.2, 5, 12, 23.9, 24, 60, 700]) {
                  Object.assign(style, { width: `${width}px`, height: `${height}px` });
                  for (const { dataset } of document.querySelectorAll('#cameras button')) {
                    player.camera = dataset.camera;
                    for (const time of [1, 77, 120]) {
                      player.time = time;
                      player.draw();
                      drawn += 1;
                    }
                  }
                }
              }
              player.seek(NaN);
              return [drawn, player.time];
            }"""
        )
    assert drawn == [8 * 7 * 5 * 3, 120]


def test_the_window_may_change_while_the_page_loads(browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 1, "height": 1}, offline=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}#t=120", wait_until="commit")
    for size in [(640, 360), (300, 40), (20, 600), (844, 390)]:
        page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_selector("html[data-ready]", timeout=15_000)
    for size in [(30, 30), (844, 390)]:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.wait_for_timeout(50)
    assert page.evaluate("player.canvas.clientHeight") > 100
    assert faults == []
    context.close()


def test_the_first_picture_has_the_room_of_later_ones(browser: Any, address: str) -> None:
    """What is not shown yet, as the result is, takes nothing from the ice."""
    with browsers.opened(browser, f"{address}#t=120", 390, 844) as opened:
        heights = opened.evaluate(
            """async () => {
              const heights = [];
              const draw = player.scene.draw.bind(player.scene);
              player.scene.draw = (...given) => { heights.push(given[2].height); draw(...given); };
              player.seek(9999);
              for (let k = 0; k < 3; k++) await new Promise(requestAnimationFrame);
              heights.length = 0;
              player.seek(120);
              for (let k = 0; k < 3; k++) await new Promise(requestAnimationFrame);
              return heights;
            }"""
        )
        assert heights
        assert len(set(heights)) == 1


def test_words_in_the_infield_keep_to_it_on_a_tablet(browser: Any, address: str) -> None:
    with browsers.opened(browser, f"{address}#t=120", 700, 720) as opened:
        browsers.wait(opened, "player.inside && !player.due")
        left, right, words = opened.evaluate(
            """() => {
              const { x, width } = player.scene.middle;
              const { left } = player.canvas.getBoundingClientRect();
              return [x + left, x + left + width, [...document.querySelectorAll('#board p')]
                .map((each) => each.getBoundingClientRect())
                .filter((each) => each.width).map((each) => [each.left, each.right])];
            }"""
        )
    assert len(words) > 3
    assert all(left - 1 <= begin and end <= right + 1 for begin, end in words)
