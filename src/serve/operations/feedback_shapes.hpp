#pragma once

#include "base/clock.hpp"
#include "base/shape.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on feedback and on shared answers take and give.
namespace parlance::serve {

enum class Verdict : std::uint8_t { good, bad };
BOOST_DESCRIBE_ENUM(Verdict, good, bad)

enum class FeedbackReason : std::uint8_t {
    misunderstood,
    wrong_numbers,
    missing_data,
    wrong_chart,
    too_slow,
    other,
};
BOOST_DESCRIBE_ENUM(
    FeedbackReason,
    misunderstood,
    wrong_numbers,
    missing_data,
    wrong_chart,
    too_slow,
    other
)

/// What somebody says of an answer.
struct FeedbackShape {
    Verdict verdict = Verdict::good;
    std::optional<std::vector<FeedbackReason>> reasons;
    std::optional<std::string> comment;
};
BOOST_DESCRIBE_STRUCT(FeedbackShape, (), (verdict, reasons, comment))
constexpr auto notes(const FeedbackShape*) {
    return std::array{
        json::note("reasons", "What is wrong with it, or what else there is to it.").items(0, 6),
        json::note("comment", "In your own words, for the administrators of the tenant.")
            .length(0, 2'000),
    };
}

struct FeedbackRequest : FeedbackShape {
    std::string query_id;
};
BOOST_DESCRIBE_STRUCT(FeedbackRequest, (FeedbackShape), (query_id))

struct FeedbackListRequest {
    std::optional<std::int32_t> limit;
    std::optional<std::string> before;
    std::optional<Verdict> verdict;
};
BOOST_DESCRIBE_STRUCT(FeedbackListRequest, (), (limit, before, verdict))
constexpr auto notes(const FeedbackListRequest*) {
    return std::array{
        json::note("limit", "Entries at the most; 50 without it.").between(1, 200),
        json::note("before", "`next` of the page in front.").length(1, 512),
        json::note("verdict", "Only such."),
    };
}

/// Feedback of a member, with what it is about.
struct FeedbackItem : FeedbackShape {
    std::string query_id;
    std::string user_id;
    std::optional<std::string> username;
    std::string connection_id;
    std::optional<std::string> question;
    std::optional<std::string> sql;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(
    FeedbackItem,
    (FeedbackShape),
    (query_id, user_id, username, connection_id, question, sql, created_at)
)

struct FeedbackPage {
    std::vector<FeedbackItem> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(FeedbackPage, (), (items, next))
constexpr auto notes(const FeedbackPage*) {
    return std::array{json::note("next", "`before` of the next page; null at the end.").nullable()};
}

struct SharedShape {
    std::string query_id;
    bool shared = true;
};
BOOST_DESCRIBE_STRUCT(SharedShape, (), (query_id, shared))

}  // namespace parlance::serve
