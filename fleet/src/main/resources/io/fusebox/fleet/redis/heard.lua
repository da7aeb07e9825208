-- How many milliseconds ago a JVM of a fleet polled last, for a command; -1 if that cannot be read.
-- KEYS: jvms
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local newest = redis.pcall('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')
if newest.err or not newest[2] then return -1 end
return math.max(0, now - newest[2])
