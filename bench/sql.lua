-- One statement (env SQL) over and over; with CYCLE, its 4242 is another number each time.
local sql = os.getenv("SQL")
local n = 0
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
wrk.headers["Content-Type"] = "application/json"
request = function()
  local text = sql
  if os.getenv("CYCLE") then
    n = (n * 1103 + 12345) % 100000
    text = sql:gsub("4242", tostring(n + 1))
  end
  return wrk.format("POST", "/api/v1/queries/sql", nil, '{"sql":"' .. text .. '"}')
end
