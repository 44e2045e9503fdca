"""From a typed question to a reply: folding, index, matching, topics and aspects, dialogue, engine."""
