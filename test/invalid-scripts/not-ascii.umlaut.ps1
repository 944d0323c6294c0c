# An umlaut: ä
