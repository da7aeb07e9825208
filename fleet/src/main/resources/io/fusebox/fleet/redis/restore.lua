-- The orders that a JVM knows, for a Redis that knows fewer: each is taken if it is newer than the one that is there.
-- KEYS: orders, orders-version, orders-log
-- ARGV: breaker, order (JSON), breaker, order, ...
-- Answers how many were taken.
local function number(json)
  local known, order = pcall(cjson.decode, json or '{}')
  local found = known and type(order) == 'table' and tonumber(order.number or '') or 0
  -- Beyond 2^53 a number is not exact: none of ours.
  return found < 9007199254740991 and found or 0
end

local version = tonumber(redis.call('GET', KEYS[2]) or '0')
local newest = version or 0
local taken = 0
for i = 1, #ARGV, 2 do
  local given = number(ARGV[i + 1])
  if given > number(redis.call('HGET', KEYS[1], ARGV[i]) or nil) then
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
    redis.call('LPUSH', KEYS[3], ARGV[i + 1])
    redis.call('LTRIM', KEYS[3], 0, 999)
    taken = taken + 1
  end
  if given > newest then newest = given end
end
if taken > 0 or not version or newest > version then redis.call('SET', KEYS[2], string.format('%.0f', newest)) end
return taken
