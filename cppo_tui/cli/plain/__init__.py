"""The wizard as questions, line by line: no cursor is moved and no colour is needed. Same draft, same checks,
same plan, same sending as on the screen."""
