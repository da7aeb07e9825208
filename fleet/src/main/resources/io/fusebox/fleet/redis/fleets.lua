-- The next fleets, for a command that was given no name. Looks at some hundred keys at a time, so that others need not wait.
-- ARGV: the cursor, 0 at the beginning
-- Answers the next cursor, 0 at the end, and the keys of the fleets that were found. In a Redis Cluster: those of this node.
return redis.call('SCAN', ARGV[1], 'MATCH', 'fusebox:{*}:jvms', 'COUNT', 500)
