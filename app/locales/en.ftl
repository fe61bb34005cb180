checkpoints-title = Daily checkpoints
checkpoints-what = Each day the market seals every posting and every event under one hash, chained to the day before. Keep them: whoever changes the past later changes all hashes after it.
checkpoints-heading = Newest first
checkpoints-day = Day
checkpoints-root = Merkle root (RFC 9162, SHA-256)
checkpoints-leaves = Rows sealed
checkpoints-none = No day is sealed yet
checkpoints-none-what = The first checkpoint is made when the market has traded.
