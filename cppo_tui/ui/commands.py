"""Every action there is, once: its keys, its word for the last line, its sentence.

From this table come the bindings of every screen and widget, the last line, the keys F1 lists, the menu
(Ctrl+P) and the names under which the settings give an action other keys. Whoever adds a screen adds rows
here and writes ``BINDINGS = bindings("its place")``; nothing else has to know of them.

Which keys: Ctrl with a letter or a function key works while typing, a bare letter elsewhere. Function keys
have a second key beside them, since some terminals keep them; what terminals, tmux and screen take for
themselves is in ``keymap.TAKEN`` and not used.
"""

from typing import NamedTuple

from textual.binding import Binding, BindingType


class Command(NamedTuple):
    """An action. ``id`` is ``place.name``, ``sentence`` what it does, ``short`` the word in the last line.

    ``shown``: stands in the last line. ``moves``: only moves a cursor, so the menu leaves it out. ``also``:
    other words for it, by which the menu finds it.
    """

    id: str
    keys: str
    action: str
    short: str
    sentence: str
    shown: bool = True
    moves: bool = False
    also: str = ""

    @property
    def place(self) -> str:
        """Where it is valid: the part of the id that names the screen or widget."""
        return self.id.partition(".")[0]


PLACES = {
    "app": "Everywhere",
    "home": "List of drafts",
    "step": "Each step of the wizard",
    "opportunity": "Step 1",
    "review": "Review",
    "json": "Change set in the review",
    "search": "Search in the change set",
    "status": "Status",
    "desk": "Lists of offers and authorizations",
    "offers": "Offers at AWS",
    "authorizations": "Authorizations",
    "bulk": "Many offers at once",
    "settings": "Settings",
    "dialog": "Dialogs",
    "details": "Details",
    "extending": "Another last day",
    "copying": "Something to copy",
    "further": "Further terms",
    "templates": "Choosing a template",
    "find": "Searching one of many",
    "narrowing": "Search above a table",
    "table": "Tables",
    "list": "Lists to choose from",
    "prices": "Table of prices",
    "field": "Fields",
    "button": "Buttons",
    "choice": "Choices",
    "chip": "A buyer account",
    "finding": "A finding",
}
"""The places, as people call them, in the order the help lists them."""

OPENING = "Open an offer file: YAML or JSON, one offer in each"
AWAY = "To the list of drafts, leaving the settings as they were"
SAVING = "Keep this draft's choices, but not for whom it is, to start other offers from"
EXTENDING = "Give the offer another last day to accept"
HANDING_OVER = "The mail to the buyer and the note to the ISV"
TELLING = "mail email message notify tell buyer accept acceptance customer"
LONGER = "longer expiry later move"
AT_AWS = "accept accepted buyer customer mail hand over extend expire end link"
"""Under which words people look for telling the buyer, for another last day, and for the offers."""
HIDDEN = False
"""For ``shown``: a button explains it, or the last line has no room at 80 columns."""

COMMANDS = (
    Command("app.help", "f1,ctrl+t", "help", "Help", "Explain this field, and list the keys"),
    Command("app.quit", "ctrl+q", "quit", "Quit", "Save the draft and leave"),
    Command("app.menu", "ctrl+p,f4", "command_palette", "Menu", "Find and do any action", HIDDEN),
    Command("app.settings", "f9,comma", "settings", "Settings", "Profile, theme, pace, defaults", HIDDEN),
    Command("home.open", "enter", "open", "Open", "Continue this draft, or look at what was sent"),
    Command("home.new", "n", "new", "New", "Start a new private offer"),
    Command("home.from-template", "f", "from_template", "Template", "Start from a template"),
    Command("home.from-file", "i", "from_file", "From file", OPENING, HIDDEN),
    Command(
        "home.offers",
        "o",
        "visit('offers')",
        "Offers",
        "What became of your offers, and what to do",
        also=AT_AWS,
    ),
    Command("home.duplicate", "d", "duplicate", "Duplicate", "Start from a copy of this draft"),
    Command("home.save-template", "t", "save_template", "Save as template", SAVING, HIDDEN),
    Command(
        "home.authorizations",
        "a",
        "visit('authorizations')",
        "Authorizations",
        "What you may sell, and for how long",
        HIDDEN,
    ),
    Command(
        "home.bulk", "m", "visit('bulk')", "Many offers", "One offer for each customer of a table", HIDDEN
    ),
    Command("home.rename", "r", "rename", "Rename", "Give this draft another name"),
    Command("home.delete", "x", "delete", "Delete", "Delete this draft; can be undone"),
    Command("home.why", "w", "why", "Why it failed", "Show what became of the last try"),
    Command("home.connect", "c", "connect", "Connect again", "Ask AWS again who you are"),
    Command("home.undo", "u", "undo", "Undo delete", "Bring the last deleted draft back"),
    Command("step.next", "ctrl+n", "next", "Next", "Check this step and go on"),
    Command("step.back", "escape", "back", "Back", "Go one step back; nothing is lost"),
    Command("step.home", "ctrl+g", "home", "Drafts", "Leave this draft for the list of drafts"),
    Command("opportunity.use", "enter", "use", "Use", "Make the offer from this authorization"),
    Command("opportunity.again", "ctrl+r", "read_again", "Read again", "Ask AWS for the list again", HIDDEN),
    Command("opportunity.search", "slash", "search", "Search", "Search the authorizations"),
    Command(
        "opportunity.name",
        "f2,ctrl+o",
        "name_customer",
        "Customer",
        "Say whose a buyer account is; it is kept in your address book",
    ),
    Command(
        "opportunity.template", "f3,t", "use_template", "Template", "Fill in what its guide asks for", HIDDEN
    ),
    Command("review.publish", "ctrl+n", "next", "Publish", "Confirm and send"),
    Command("review.draft", "ctrl+n", "create_draft", "Create draft", "Confirm, and have AWS make a draft"),
    Command("review.save-file", "f", "save_file", "As file", "Save it as an offer file", HIDDEN),
    Command("review.contract", "l", "contract", "Read", "The ISV's contract, to read it"),
    Command("review.accept", "t", "accept", "Accept", "Tick the ISV's contract"),
    Command("review.take-back", "t", "take_back", "Take back", "Untick the ISV's contract", HIDDEN),
    Command("review.to-do", "w", "to_do", "To do", "To what must be settled or read before publishing"),
    Command("review.other-way", "d", "other_way", "Direct or verify", "The other of the two ways to publish"),
    Command("review.page-up", "pageup", "scroll_body('page_up')", "Page up", "A page up", HIDDEN, moves=True),
    Command("review.page-on", "pagedown", "scroll_body('page_down')", "Page", "Page on", HIDDEN, moves=True),
    Command("review.copy", "c", "copy", "Copy change set", "Copy the change set to the clipboard"),
    Command("review.save", "s", "save", "Save", "Save the change set to a file", HIDDEN),
    Command("review.change-set", "v", "change_set", "Change set", "To the change set, and back", HIDDEN),
    Command("review.find", "slash", "find", "Find", "Find a text in the change set", HIDDEN),
    Command("json.fold", "enter,space", "fold", "Fold", "Fold this change to one line, or open it", HIDDEN),
    Command("json.fold-all", "z", "fold_all", "Fold all", "Every change in one line, or all open", HIDDEN),
    Command("json.copy", "y", "copy_digest", "Copy SHA-256", "Copy the SHA-256 of the change set", HIDDEN),
    Command("json.next", "n", "next_match(1)", "Next match", "To the next place of the text", HIDDEN),
    Command("json.previous", "N", "next_match(-1)", "Previous match", "To the place before", HIDDEN),
    Command("json.up", "up,k", "move(-1)", "Up", "One change up", HIDDEN, moves=True),
    Command("json.down", "down,j", "move(1)", "Down", "One change down", HIDDEN, moves=True),
    Command("search.leave", "escape", "leave", "End search", "End the search, and read on", HIDDEN),
    Command("status.home", "escape,ctrl+g", "home", "Drafts", "Back to the list; it goes on"),
    Command("status.drafts", "ctrl+g", "drafts", "Drafts", "To the list of drafts; it goes on", HIDDEN),
    Command("status.offers", "escape", "offers", "Offers", "Back to the offers; it goes on"),
    Command("status.offer", "escape", "offer", "Back", "Back to the status the move was begun at"),
    Command("status.release", "ctrl+n", "release", "Release", "Release the draft AWS has made; asks first"),
    Command("status.hand-over", "h", "hand_over", "Hand over", HANDING_OVER, also=TELLING),
    Command("status.extend", "e", "extend", "Extend", EXTENDING, also=LONGER),
    Command("status.copy-link", "l", "copy_link", "Copy link", "Copy the buyer's link", also=TELLING),
    Command("status.copy-id", "i", "copy_id", "Copy id", "Copy the offer's id"),
    Command("status.copy-change-set", "i", "copy_change_set", "Copy id", "Copy the change set's id"),
    Command("status.copy", "y", "copy_told", "Copy all", "Copy all it tells, AWS's words and the SHA-256"),
    Command("status.up", "up", "scroll_body('up')", "Up", "Scroll up", HIDDEN, moves=True),
    Command("status.down", "down", "scroll_body('down')", "Down", "Scroll down", HIDDEN, moves=True),
    Command("status.page-up", "pageup", "scroll_body('page_up')", "Page up", "A page up", HIDDEN, moves=True),
    Command(
        "status.page-down",
        "pagedown",
        "scroll_body('page_down')",
        "Page down",
        "A page down",
        HIDDEN,
        moves=True,
    ),
    Command("status.first", "home", "scroll_body('home')", "First", "To the beginning", HIDDEN, moves=True),
    Command("status.last", "end", "scroll_body('end')", "Last", "To the end", HIDDEN, moves=True),
    Command("desk.details", "enter,d", "details", "Details", "Tell all of this row in a window"),
    Command("desk.home", "escape", "home", "Drafts", "Empty the search; else back to the list of drafts"),
    Command("desk.drafts", "ctrl+g", "drafts", "Drafts", "To the list of drafts", HIDDEN),
    Command("desk.search", "slash", "search", "Search", "Search this list"),
    Command("desk.filter", "f", "filter", "Filter", "Show only those in one state, or that end soon"),
    Command("desk.sort", "s", "sort", "Sort", "Sort by the next column", HIDDEN),
    Command("desk.turn", "S", "turn", "Turn round", "The same order backwards", HIDDEN),
    Command("desk.again", "ctrl+r", "again", "Read again", "Ask AWS for the list again", HIDDEN),
    Command("offers.extend", "e", "extend", "Extend", EXTENDING, also=LONGER),
    Command("offers.hand-over", "h", "hand_over", "Hand over", HANDING_OVER, also=TELLING),
    Command(
        "offers.expire",
        "x",
        "expire",
        "Expire",
        "End the offer now; asks first",
        also="cancel withdraw stop revoke",
    ),
    Command("offers.clone", "c", "clone", "Clone", "Start a new offer like this one"),
    Command("offers.replace", "p", "replace", "Replace", "Start an offer in place of its agreement", HIDDEN),
    Command("offers.release", "o", "release", "Release", "Open a draft left at AWS, to release it", HIDDEN),
    Command("offers.copy-id", "i", "copy_id", "Copy id", "Copy the offer's id", HIDDEN),
    Command("offers.copy-link", "l", "copy_link", "Copy link", "Copy the buyer's link", HIDDEN, also=TELLING),
    Command("authorizations.new", "n", "new", "New", "Start an offer from this authorization"),
    Command("authorizations.offers", "o", "offers", "Offers", "Show the offers made from it"),
    Command("authorizations.compare", "v", "compare", "Compare", "What another one for the product changes"),
    Command("authorizations.bulk", "m", "bulk", "Many offers", "One from it for each customer of a table"),
    Command(
        "bulk.home", "escape,ctrl+g", "home", "Drafts", "Back to the list of drafts; asks while it sends"
    ),
    Command("bulk.preview", "f5,ctrl+r", "preview", "Preview", "Check every row; sends nothing"),
    Command("bulk.answer", "f6,ctrl+o", "answer", "Questions", "Answer what the checks ask"),
    Command("bulk.send", "ctrl+n", "send", "Send", "Confirm by typing, then send"),
    Command("bulk.pause", "f7,p", "pause", "Pause", "Send nothing until you resume; again to resume"),
    Command("bulk.stop", "f8,x", "stop", "Stop", "Send nothing more"),
    Command("bulk.details", "enter", "details", "Details", "Tell all of this row in a window"),
    Command("bulk.copy-path", "c", "copy_path", "Copy path", "Copy the path of the result", HIDDEN),
    Command("settings.save", "ctrl+n", "save", "Save", "Write the settings and go back"),
    Command("settings.leave", "escape", "leave", "Back", "Go back, leaving the settings as they were"),
    Command("settings.drafts", "ctrl+g", "drafts", "Drafts", AWAY, HIDDEN),
    Command("settings.keys", "enter", "other_keys", "Other keys", "Give this action other keys"),
    Command("settings.default", "delete", "default", "Usual keys", "Give this action its usual keys back"),
    Command("dialog.leave", "escape", "leave", "Close", "Close without changing anything"),
    Command("dialog.quit", "ctrl+q", "quit", "Quit", "Save the draft and leave; nothing is sent"),
    Command("dialog.help", "f1,ctrl+t", "help", "Help", "Explain this, and list its keys"),
    Command("details.copy", "y", "copy_told", "Copy all", "Copy all that is told here, links whole"),
    Command("extending.page-up", "pageup", "read('page_up')", "Page", "A page up", HIDDEN, moves=True),
    Command("extending.page-on", "pagedown", "read('page_down')", "Page", "A page on", HIDDEN, moves=True),
    Command("copying.open", "o", "act('open')", "Open it", "Open the link in your browser"),
    Command("copying.link", "c", "act('link')", "Copy link", "Copy the link, whole"),
    Command("copying.mail", "c", "act('mail')", "Copy mail", "Copy the mail to the buyer"),
    Command("copying.note", "n", "act('note')", "Copy note", "Copy the note to the ISV"),
    Command("copying.save", "s", "act('save')", "Save both", "Save mail and note, each in its own file"),
    Command("copying.path", "c", "act('path')", "Copy folder", "Copy the folder's path"),
    Command("copying.up", "up,k", "go('scroll_up')", "Up", "Scroll up", HIDDEN, moves=True),
    Command("copying.down", "down,j", "go('scroll_down')", "Down", "Scroll down", HIDDEN, moves=True),
    Command("copying.page-up", "pageup", "go('page_up')", "Page", "A page up", HIDDEN, moves=True),
    Command("copying.page-down", "pagedown", "go('page_down')", "Page", "A page down", HIDDEN, moves=True),
    Command("copying.first", "home,g", "go('scroll_home')", "Top", "To the beginning", HIDDEN, moves=True),
    Command("copying.last", "end,G", "go('scroll_end')", "End", "To the end", HIDDEN, moves=True),
    Command("further.rules", "f1,ctrl+t", "rules", "Help", "Explain this term"),
    Command("further.leave", "escape", "leave", "Close", "Close; what you chose is kept"),
    Command("templates.delete", "x,delete", "delete", "Delete", "Delete this saved template"),
    Command("find.to-list", "down", "to_list", "To the list", "To what the search found", HIDDEN, moves=True),
    Command(
        "narrowing.to-table", "down", "to_table", "To the table", "To what was found", HIDDEN, moves=True
    ),
    Command("table.copy", "y", "copy_row", "Copy row", "Copy this row of the table to the clipboard", HIDDEN),
    Command("table.up", "up,k", "cursor_up", "Up", "One row up", HIDDEN, moves=True),
    Command("table.down", "down,j", "cursor_down", "Down", "One row down", HIDDEN, moves=True),
    Command("table.first", "g,ctrl+home", "scroll_top", "First", "To the first row", HIDDEN, moves=True),
    Command("table.last", "G,ctrl+end", "scroll_bottom", "Last", "To the last row", HIDDEN, moves=True),
    Command("list.up", "up,k", "cursor_up", "Up", "One entry up", HIDDEN, moves=True),
    Command("list.down", "down,j", "cursor_down", "Down", "One entry down", HIDDEN, moves=True),
    Command("list.first", "home,g", "first", "First", "To the first entry", HIDDEN, moves=True),
    Command("list.last", "end,G", "last", "Last", "To the last entry", HIDDEN, moves=True),
    Command("prices.order", "s", "order", "Sort", "Sort: as listed, by name, by price"),
    Command("prices.copy", "y", "copy_row", "Copy row", "Copy this price to the clipboard", HIDDEN),
    Command("prices.up", "up,k", "move(-1)", "Up", "One price up", HIDDEN, moves=True),
    Command("prices.down", "down,j", "move(1)", "Down", "One price down", HIDDEN, moves=True),
    Command("prices.page-up", "pageup", "move(-10)", "Page up", "Ten prices up", HIDDEN, moves=True),
    Command("prices.page-down", "pagedown", "move(10)", "Page down", "Ten prices down", HIDDEN, moves=True),
    Command("prices.first", "home,g", "move(-9999)", "First", "To the first price", HIDDEN, moves=True),
    Command("prices.last", "end,G", "move(9999)", "Last", "To the last price", HIDDEN, moves=True),
    Command("field.undo", "ctrl+z", "undo", "Undo", "Take back what was typed last", HIDDEN),
    Command("field.redo", "ctrl+y", "redo", "Redo", "Type again what was taken back", HIDDEN),
    Command("choice.choose", "enter,space", "toggle_button", "Choose", "Choose the option under the cursor"),
    Command("button.before", "left", "go(-1)", "Before", "To the button before", HIDDEN, moves=True),
    Command("button.after", "right", "go(1)", "After", "To the button after", HIDDEN, moves=True),
    Command("chip.remove", "delete,backspace,enter", "remove", "Remove buyer", "Remove this buyer"),
    Command("chip.copy", "y", "copy", "Copy id", "Copy this account id to the clipboard", HIDDEN),
    Command("finding.jump", "enter", "jump", "Go there", "Go to the field this is about"),
    Command("finding.copy", "y", "copy", "Copy", "Copy this finding to the clipboard", HIDDEN),
)

BY_ID = {command.id: command for command in COMMANDS}


def bindings(place: str) -> list[BindingType]:
    """The bindings of a screen or widget: the rows of its place."""
    return [
        Binding(
            command.keys,
            command.action,
            command.short,
            id=command.id,
            show=command.shown,
            tooltip=command.sentence,
            priority=command.id == "app.quit",
        )
        for command in COMMANDS
        if command.place == place
    ]
