-- The orders that a JVM knows, for a Redis that knows fewer: each is taken if it is newer than the one that is there.
-- KEYS: orders, orders-version, orders-log
-- ARGV: breaker, order (JSON), breaker, order, ...
-- Answers how many were taken.
local newest = tonumber(redis.call('GET', KEYS[2]) or '0')
local taken = 0
for i = 1, #ARGV, 2 do
  local number = tonumber(cjson.decode(ARGV[i + 1]).number) or 0
  local known = redis.call('HGET', KEYS[1], ARGV[i])
  local last = known and tonumber(cjson.decode(known).number) or 0
  if number > last then
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
    redis.call('LPUSH', KEYS[3], ARGV[i + 1])
    redis.call('LTRIM', KEYS[3], 0, 999)
    taken = taken + 1
    if number > newest then newest = number end
  end
end
if taken > 0 then redis.call('SET', KEYS[2], string.format('%.0f', newest)) end
return taken
