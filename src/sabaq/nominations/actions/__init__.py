"""What the office does with seats, lists, nominations and placements. Each module holds the verbs of one of them."""
