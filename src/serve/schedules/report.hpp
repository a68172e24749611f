#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"
#include "serve/call.hpp"
#include "serve/operations/dashboard_data.hpp"
#include "serve/services.hpp"
#include "store/dashboards.hpp"

#include <optional>
#include <string>
#include <vector>

namespace parlance::serve {

/// A tile with what it showed, or why it showed nothing.
struct ReportTile {
    store::Tile tile;
    std::optional<TileRows> rows;  ///< none: a text, or a failure
    std::string error_code;
    std::string error;
};

/// A dashboard as it looked to one person at one moment.
struct Report {
    std::string dashboard_id;
    std::string title;
    std::string description;
    Instant at;
    std::vector<ReportTile> tiles;
};

/// Runs all tiles with the rights of the one who calls, so many rows of each at the most. A tile
/// that fails says so; the others come all the same.
Task<Report>
gather_report(Services& with, Call& call, std::string dashboard_id, std::int64_t rows_max);

/// What goes to a webhook: JSON, at most some MiB. `delivery` tells one sending from another.
[[nodiscard]] std::string
webhook_body(const Report& report, const std::string& schedule_id, const std::string& delivery);

/// `t=SECONDS,v1=HEX`: HMAC-SHA-256 under the secret over the seconds, a dot and the body.
[[nodiscard]] std::string
webhook_signature(const std::string& secret, Instant at, const std::string& body);

/// The same for people to read: nothing in it is loaded from anywhere.
[[nodiscard]] std::string mail_html(const Report& report, const std::string& link);
[[nodiscard]] std::string mail_text(const Report& report, const std::string& link);

}  // namespace parlance::serve
