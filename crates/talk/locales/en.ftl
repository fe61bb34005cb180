refusal-talk-text-empty = Write a message first.
refusal-talk-text-too-long = A message has at most { $most } characters. Send the rest in a second one.
refusal-talk-text-unprintable = The message holds characters that cannot be shown. Type it anew instead of pasting it.
