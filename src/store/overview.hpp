#pragma once

#include "store/history.hpp"

#include <string>
#include <vector>

/// What was asked lately, in figures. Rows are not looked at, only how queries went.
namespace parlance::store {

struct QueryFigures {
    std::int64_t queries = 0;
    std::int64_t answered = 0;
    std::int64_t unanswered = 0;  ///< nothing in the source fits, or a question went back
    std::int64_t failed = 0;
    std::int64_t cancelled = 0;
    double median_ms = 0;  ///< of those that were answered
    double p95_ms = 0;
};

struct DayFigures : QueryFigures {
    Instant day;  ///< its first moment, in UTC
};

struct SourceFigures : QueryFigures {
    std::string connection_id;
    Instant last_at;
    std::string last_error;  ///< code of the latest query, when that failed
};

struct ErrorFigures {
    std::string code;
    std::int64_t count = 0;
    Instant last_at;
};

struct AskedQuestion {
    std::string question;  ///< as it was last written
    std::int64_t count = 0;
    Instant last_at;
};

struct Overview {
    QueryFigures total;
    std::vector<DayFigures> days;        ///< every day of the period, oldest first
    std::vector<SourceFigures> sources;  ///< most used first
    std::vector<ErrorFigures> errors;    ///< most frequent first
    std::vector<HistoryEntry> slowest;
    std::vector<AskedQuestion> questions;  ///< most asked first, of the latest that were asked
    bool cut_short = false;                ///< there were more queries than are looked at
};

struct OverviewRequest {
    Instant now;
    int days = 30;
    bool everyone = false;  ///< of the tenant; the caller has checked that the person may see it
};

[[nodiscard]] Overview
overview(Reader& reader, Ledger& ledger, const Principal& who, const OverviewRequest& request);

}  // namespace parlance::store
