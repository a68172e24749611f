#include "serve/schedules/report.hpp"

#include "base/crypto.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/outcome.hpp"
#include "base/shape.hpp"
#include "serve/row_encoder.hpp"
#include "store/store.hpp"

#include <boost/describe.hpp>

#include <fmt/format.h>

#include <utility>

namespace parlance::serve {

namespace {

constexpr std::size_t body_bytes_max = std::size_t{4} << 20;

struct SentError {
    std::string code;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(SentError, (), (code, detail))

struct SentTile : ChartedRows {
    std::string id;
    std::string kind;
    std::string title;
    std::optional<std::string> text;
    std::int64_t row_count = 0;
    bool truncated = false;
    std::optional<SentError> error;
};
BOOST_DESCRIBE_STRUCT(SentTile, (ChartedRows), (id, kind, title, text, row_count, truncated, error))

struct SentDashboard {
    std::string id;
    std::string title;
    std::string description;
};
BOOST_DESCRIBE_STRUCT(SentDashboard, (), (id, title, description))

struct Sent {
    std::string delivery;
    std::string schedule_id;
    Instant sent_at;
    SentDashboard dashboard;
    std::vector<SentTile> tiles;
};
BOOST_DESCRIBE_STRUCT(Sent, (), (delivery, schedule_id, sent_at, dashboard, tiles))

/// `room` is how many bytes are left for rows.
SentTile sent(const ReportTile& from, std::size_t& room) {
    SentTile tile;
    tile.id = from.tile.id;
    tile.kind = from.tile.kind;
    tile.title = from.tile.title;
    tile.text = from.tile.text;
    if (!from.error_code.empty()) tile.error = SentError{from.error_code, from.error};
    if (!from.rows) return tile;
    for (const ResultColumn& each : from.rows->result.columns)
        tile.columns.push_back({each.name, each.type});
    tile.row_count = from.rows->summary.rows;
    tile.truncated = from.rows->summary.truncated;
    std::string rows = rows_as_json(from.rows->result.rows);
    if (rows.size() > room) {
        tile.truncated = true;
        return tile;
    }
    room -= rows.size();
    tile.rows = {std::move(rows)};
    return tile;
}

void note_error(ReportTile& tile, const std::exception_ptr& failed) {
    try {
        std::rethrow_exception(failed);
    } catch (const Error& error) {
        tile.error_code = error.code();
        tile.error = error.message();
    } catch (const std::exception& error) {
        log::error("tile_not_sent", {{"what", error.what()}});
        tile.error_code = "internal";
        tile.error = "Something went wrong on our side.";
    }
}

}  // namespace

Task<Report>
gather_report(Services& with, Call& call, std::string dashboard_id, std::int64_t rows_max) {
    Report report{.dashboard_id = std::move(dashboard_id), .at = with.now()};
    std::vector<store::Tile> tiles;
    const auto read = [&](store::Reader& reader) {
        const store::Dashboard of =
            store::dashboard(reader, *with.ledger, call.who(), report.dashboard_id);
        report.title = of.title;
        report.description = of.description;
        tiles = store::tiles(reader, *with.ledger, call.who(), report.dashboard_id);
    };
    co_await with.store->read(read);
    for (store::Tile& each : tiles) {
        ReportTile& tile = report.tiles.emplace_back();
        tile.tile = std::move(each);
        if (!tile.tile.sql) continue;
        TileRun run{.tile = tile.tile, .rows_max = rows_max};
        auto rows = co_await outcome_of(run_tile(with, call, std::move(run)));
        if (rows) tile.rows = std::move(*rows);
        if (!rows) note_error(tile, rows.error());
    }
    co_return report;
}

std::string
webhook_body(const Report& report, const std::string& schedule_id, const std::string& delivery) {
    Sent body{.delivery = delivery, .schedule_id = schedule_id, .sent_at = report.at};
    body.dashboard = {report.dashboard_id, report.title, report.description};
    std::size_t room = body_bytes_max;
    for (const ReportTile& each : report.tiles)
        body.tiles.push_back(sent(each, room));
    return json::to_text(body);
}

std::string webhook_signature(const std::string& secret, Instant at, const std::string& body) {
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
    const Digest mac = hmac_sha256(secret, fmt::format("{}.{}", seconds, body));
    return fmt::format("t={},v1={}", seconds, to_hex(bytes_of(mac)));
}

}  // namespace parlance::serve
