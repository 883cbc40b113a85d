"""The rehearsal of a conference's day on a throw-away copy: a morning as it might be, played against whoever learns."""
