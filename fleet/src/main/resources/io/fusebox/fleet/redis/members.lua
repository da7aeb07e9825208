-- The JVMs of a fleet that have polled in the last 10 s, and its orders (breaker, JSON, ...), for a command.
-- KEYS: jvms, orders
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return {redis.call('ZRANGEBYSCORE', KEYS[1], now - 10000, '+inf'), redis.call('HGETALL', KEYS[2])}
