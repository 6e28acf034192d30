"""The widget on sites that aren't ours."""

import re

import pytest
from chat import Chat
from loopback import serving, site
from playwright.sync_api import expect

PAGE = '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Orchard</title>{}</html>'


def policy(house: str) -> str:
    """The strictest that a site can have with a widget on it."""
    return f"default-src 'none'; script-src {house}; connect-src {house}; require-trusted-types-for 'script'"


def script(house: str, attributes: str = "") -> str:
    return f'<script src="{house}/widget.js" data-tenant="demo" {attributes} async></script>'


def test_another_origin_with_a_strict_policy_books(stack, visit, picture):
    pages = {"/": PAGE.format(f"<h1>Orchard Dental</h1>{script(stack.base)}")}
    with serving(site(pages, policy(stack.base))) as address:
        page = visit(f"{address}/")
        chat = Chat(page).open()
        assert re.fullmatch(r"[A-Z0-9]{8}", chat.book("next thursday"))
        with page.expect_download() as download:
            chat.card("booking").get_by_role("button", name="Add to calendar").click()
        assert download.value.suggested_filename.endswith(".ics")
        picture(page)


def test_inside_the_page_it_stands_where_it_is_asked_to(stack, visit, picture):
    body = '<h1>Orchard Dental</h1><div id="chat"></div><p id="end">After</p>'
    pages = {"/": PAGE.format(body + script(stack.base, 'data-target="#chat" data-name="Orchard Dental"'))}
    with serving(site(pages, policy(stack.base))) as address:
        page = visit(f"{address}/")
        chat = Chat(page)
        chat.say("Hello")
        expect(page.locator("#chat holdfast-widget")).to_have_count(1)
        expect(page.locator(".launcher")).to_have_count(0)
        picture(page)


def test_inline_leaves_the_keyboard_free_to_go_on(stack, visit):
    body = f'<h1>Orchard</h1>{script(stack.base, "data-inline")}<p><a href="#x" id="end">After</a></p>'
    with serving(site({"/": PAGE.format(body)})) as address:
        page = visit(f"{address}/")
        Chat(page).box.focus()
        for _ in range(4):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "end":
                break
        assert page.evaluate("document.activeElement.id") == "end"


def test_loaded_twice_it_stands_once(stack, visit):
    pages = {"/": PAGE.format("<h1>Twice</h1>" + script(stack.base) * 2)}
    with serving(site(pages)) as address:
        page = visit(f"{address}/")
        expect(page.locator(".launcher")).to_have_count(1)
        page.wait_for_load_state("load")
        expect(page.locator("holdfast-widget")).to_have_count(1)


def test_the_page_s_own_styles_do_not_reach_in(stack, visit):
    style = "<style>*{color:red!important;font-size:40px!important}div,button{display:none!important}</style>"
    with serving(site({"/": PAGE.format(style + script(stack.base))})) as address:
        chat = Chat(visit(f"{address}/")).open()
        expect(chat.box).to_have_css("font-size", "16px")


@pytest.mark.parametrize("accent", ["yellow", "#000", "white", "#777", "nonsense"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_any_accent_is_made_readable(stack, visit, accent, theme):
    tag = script(stack.base, f'data-accent="{accent}" data-theme="{theme}" data-position="left"')
    with serving(site({"/": PAGE.format(tag)})) as address:
        page = visit(f"{address}/")
        Chat(page).open()
        assert page.evaluate(CONTRAST) >= 4.5


CONTRAST = """() => {
  const channel = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const light = (text) => {
    const [r, g, b] = text.match(/\\d+/g).map((c) => channel(c / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (ink, ground) => {
    const [dark, bright] = [light(ink), light(ground)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const root = document.querySelector("holdfast-widget").shadowRoot;
  const [head, choice, say] = ["header", ".choice", ".say"].map((each) => getComputedStyle(root.querySelector(each)));
  return Math.min(ratio(head.color, head.backgroundColor),
    ratio(choice.color, choice.backgroundColor), ratio(choice.color, say.backgroundColor));
}"""
