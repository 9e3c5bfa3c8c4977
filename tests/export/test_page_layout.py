"""A page's layouts: names, news and numbers cover nobody, on a desktop and on a phone."""

from __future__ import annotations

from typing import Any

import pytest

from helpers import browser as browsers

pytestmark = pytest.mark.skipif(not browsers.THERE, reason=browsers.MISSING)

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
