-- A new order for a breaker.
-- KEYS: orders, orders-version, orders-log
-- ARGV: breaker (NAME or NAME[KEY]), operation (force-open, force-close or auto), who, reason
-- Answers the order's number. A number is Redis' time in microseconds, and always more than the one before: so an order that
-- is given after Redis lost its data is newer than all that the JVMs remember.
local time = redis.call('TIME')
local number = time[1] * 1000000 + time[2]
local last = 0
local function after(text)
  local known = tonumber(text or '')
  -- Beyond 2^53 a number is not exact: none of ours.
  if known and known < 9007199254740991 and known > last then last = known end
end
after(redis.call('GET', KEYS[2]))
local known, order = pcall(cjson.decode, redis.call('HGET', KEYS[1], ARGV[1]) or '{}')
if known and type(order) == 'table' then after(order.number) end
if number <= last then number = last + 1 end
local text = string.format('%.0f', number)
order = cjson.encode({operation = ARGV[2], who = ARGV[3], reason = ARGV[4],
  when = time[1] * 1000 + math.floor(time[2] / 1000), number = text, breaker = ARGV[1]})
redis.call('HSET', KEYS[1], ARGV[1], order)
redis.call('SET', KEYS[2], text)
redis.call('LPUSH', KEYS[3], order)
redis.call('LTRIM', KEYS[3], 0, 999)
return text
