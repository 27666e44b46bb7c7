-- Asks for each path in turn; at the end, one line of JSON. Times in microseconds.
local paths = {@PATHS@}
local requests = {}
local turn = 0

function init(arguments)
  for i, path in ipairs(paths) do
    requests[i] = wrk.format("GET", path, {["Cookie"] = "@COOKIE@", ["Host"] = wrk.host .. ":" .. wrk.port})
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    'result: {"requests":%d,"micros":%d,"p50":%d,"p99":%d,"max":%d,"failed":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
