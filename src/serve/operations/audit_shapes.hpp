#pragma once

#include "base/clock.hpp"
#include "base/shape.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on the audit as a whole take and give.
namespace parlance::serve {

struct ChainBreakShape {
    std::string kind;
    std::int64_t sequence = 0;
    std::string record_id;
};
BOOST_DESCRIBE_STRUCT(ChainBreakShape, (), (kind, sequence, record_id))
constexpr auto notes(const ChainBreakShape*) {
    return std::array{
        json::note("", "The first place where a chain does not hold."),
        json::note("kind", "What is wrong, such as `edited`, `missing` or `truncated`."),
        json::note("record_id", "Empty where there is no record to name."),
    };
}

struct ChainShape {
    std::string tenant_id;
    std::string node;
    std::int64_t records = 0;
    std::int64_t sequence = 0;
    std::string hash;
    std::optional<ChainBreakShape> broken;
};
BOOST_DESCRIBE_STRUCT(ChainShape, (), (tenant_id, node, records, sequence, hash, broken))
constexpr auto notes(const ChainShape*) {
    return std::array{
        json::note("records", "How many hold, up to the first that does not."),
        json::note("sequence", "Of the last one that holds."),
        json::note("hash", "Of the same."),
    };
}

struct VerifiedAudit {
    bool holds = false;
    std::int64_t records = 0;
    Instant verified_at;
    std::vector<ChainShape> chains;
};
BOOST_DESCRIBE_STRUCT(VerifiedAudit, (), (holds, records, verified_at, chains))
constexpr auto notes(const VerifiedAudit*) {
    return std::array{
        json::note(
            "chains",
            "One for each server that has written; keep them elsewhere, and "
            "`parlance admin audit verify --seen` notices a store that was put "
            "back."
        ),
    };
}

struct AuditProgress {
    std::int64_t done = 0;
    std::int64_t of = 0;
};
BOOST_DESCRIBE_STRUCT(AuditProgress, (), (done, of))
constexpr auto notes(const AuditProgress*) {
    return std::array{json::note("", "How many records were looked at, of about how many.")};
}

struct ExportAudit {
    std::optional<Instant> since;
    std::optional<Instant> until;
};
BOOST_DESCRIBE_STRUCT(ExportAudit, (), (since, until))
constexpr auto notes(const ExportAudit*) {
    return std::array{
        json::note("since", "Only records from this moment on."),
        json::note("until", "Only records before this moment."),
    };
}

struct RequestUsageRequest {
    std::optional<std::int32_t> days;
};
BOOST_DESCRIBE_STRUCT(RequestUsageRequest, (), (days))
constexpr auto notes(const RequestUsageRequest*) {
    return std::array{json::note("days", "Of the last so many days; 30 without it.").between(1, 365)
    };
}

struct RequestFigures {
    std::string name;
    std::string label;
    std::int64_t requests = 0;
    std::int64_t failed = 0;
    double median_ms = 0;
    double p95_ms = 0;
};
BOOST_DESCRIBE_STRUCT(RequestFigures, (), (name, label, requests, failed, median_ms, p95_ms))
constexpr auto notes(const RequestFigures*) {
    return std::array{
        json::note(
            "name",
            "A day, a door, an action, the id of a person or an API key, or an error's code."
        ),
        json::note("label", "The name of the person or the key; else the same."),
        json::note("failed", "How many failed or were refused."),
        json::note("median_ms", "Of those whose time was taken."),
    };
}

struct RequestUsage {
    RequestFigures total;
    std::vector<RequestFigures> days;
    std::vector<RequestFigures> doors;
    std::vector<RequestFigures> people;
    std::vector<RequestFigures> keys;
    std::vector<RequestFigures> actions;
    std::vector<RequestFigures> errors;
    bool cut_short = false;
};
BOOST_DESCRIBE_STRUCT(
    RequestUsage,
    (),
    (total, days, doors, people, keys, actions, errors, cut_short)
)
constexpr auto notes(const RequestUsage*) {
    return std::array{
        json::note(
            "keys", "What came with API keys, by key; the label of one that is gone is its id."
        ),
        json::note("days", "Every day of the period in UTC, oldest first."),
        json::note("cut_short", "There was more than is looked at: only the newest counts."),
    };
}

}  // namespace parlance::serve
