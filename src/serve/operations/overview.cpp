#include "store/overview.hpp"

#include "base/shape.hpp"
#include "serve/negotiation.hpp"
#include "serve/operations/history_shapes.hpp"
#include "serve/operations/queries.hpp"
#include "serve/services.hpp"
#include "store/store.hpp"

#include <boost/describe.hpp>

#include <array>

namespace parlance::serve {

namespace {

constexpr std::int32_t days_usual = 30;

enum class OverviewOf : std::uint8_t { own, tenant };
BOOST_DESCRIBE_ENUM(OverviewOf, own, tenant)

struct OverviewQuery {
    std::optional<std::int32_t> days;
    std::optional<OverviewOf> of;
};
BOOST_DESCRIBE_STRUCT(OverviewQuery, (), (days, of))
constexpr auto notes(const OverviewQuery*) {
    return std::array{
        json::note("days", "How many days up to today, in UTC; 30 when not given.").between(1, 90),
        json::note("of", "Your own queries, or all of the tenant (administrators only)."),
    };
}

struct FiguresShape {
    std::int64_t queries = 0;
    std::int64_t answered = 0;
    std::int64_t unanswered = 0;
    std::int64_t failed = 0;
    std::int64_t cancelled = 0;
    double median_ms = 0;
    double p95_ms = 0;
};
BOOST_DESCRIBE_STRUCT(
    FiguresShape,
    (),
    (queries, answered, unanswered, failed, cancelled, median_ms, p95_ms)
)
constexpr auto notes(const FiguresShape*) {
    return std::array{
        json::note("unanswered", "Nothing in the source fitted, or a question went back."),
        json::note("median_ms", "Of the answered ones; 0 when there are none."),
    };
}

struct DayShape : FiguresShape {
    Instant day;
};
BOOST_DESCRIBE_STRUCT(DayShape, (FiguresShape), (day))

struct SourceShape : FiguresShape {
    std::string connection_id;
    Instant last_at;
    std::optional<std::string> last_error;
};
BOOST_DESCRIBE_STRUCT(SourceShape, (FiguresShape), (connection_id, last_at, last_error))
constexpr auto notes(const SourceShape*) {
    return std::array{
        json::note("last_error", "The code of the latest query's error; null when that went well.")
            .nullable()
    };
}

struct ErrorShape {
    std::string code;
    std::int64_t count = 0;
    Instant last_at;
};
BOOST_DESCRIBE_STRUCT(ErrorShape, (), (code, count, last_at))

struct AskedShape {
    std::string question;
    std::int64_t count = 0;
    Instant last_at;
};
BOOST_DESCRIBE_STRUCT(AskedShape, (), (question, count, last_at))

struct OverviewShape {
    FiguresShape total;
    std::vector<DayShape> days;
    std::vector<SourceShape> sources;
    std::vector<ErrorShape> errors;
    std::vector<HistoryItem> slowest;
    std::vector<AskedShape> questions;
    bool cut_short = false;
};
BOOST_DESCRIBE_STRUCT(
    OverviewShape,
    (),
    (total, days, sources, errors, slowest, questions, cut_short)
)
constexpr auto notes(const OverviewShape*) {
    return std::array{
        json::note("days", "Every day of the period, oldest first."),
        json::note("sources", "How each source did, the most used first."),
        json::note("errors", "The most frequent errors."),
        json::note("slowest", "The answers that took longest."),
        json::note("questions", "What was asked most, among the latest 500 questions."),
        json::note("cut_short", "There were more queries than are looked at (50,000)."),
    };
}

void fill(FiguresShape& shape, const store::QueryFigures& from) {
    shape.queries = from.queries;
    shape.answered = from.answered;
    shape.unanswered = from.unanswered;
    shape.failed = from.failed;
    shape.cancelled = from.cancelled;
    shape.median_ms = from.median_ms;
    shape.p95_ms = from.p95_ms;
}

OverviewShape told(const store::Overview& from) {
    OverviewShape shape;
    fill(shape.total, from.total);
    for (const store::DayFigures& day : from.days) {
        fill(shape.days.emplace_back(), day);
        shape.days.back().day = day.day;
    }
    for (const store::SourceFigures& source : from.sources) {
        SourceShape& one = shape.sources.emplace_back();
        fill(one, source);
        one.connection_id = source.connection_id;
        one.last_at = source.last_at;
        if (!source.last_error.empty()) one.last_error = source.last_error;
    }
    for (const store::ErrorFigures& error : from.errors)
        shape.errors.push_back({error.code, error.count, error.last_at});
    for (const store::HistoryEntry& entry : from.slowest)
        shape.slowest.push_back(history_item(entry));
    for (const store::AskedQuestion& asked : from.questions)
        shape.questions.push_back({asked.question, asked.count, asked.last_at});
    shape.cut_short = from.cut_short;
    return shape;
}

Task<OverviewShape> get_overview(Services& with, Call& call, OverviewQuery request) {
    const bool everyone = request.of == OverviewOf::tenant;
    if (everyone) check_permission(call.who(), Access::admin);
    const store::OverviewRequest wanted{
        .now = system_now(), .days = request.days.value_or(days_usual), .everyone = everyone
    };
    const auto work = [&](store::Reader& reader) {
        return store::overview(reader, *with.ledger, call.who(), wanted);
    };
    co_return told(co_await with.store->read(work));
}

}  // namespace

std::vector<Operation> overview_operations() {
    return {
        operation(
            {.path = "/api/v1/dashboard/overview",
             .id = "get_overview",
             .summary = "Tells in figures what was asked lately and how that went.",
             .tag = "dashboard",
             .access = Access::read},
            &get_overview
        ),
    };
}

}  // namespace parlance::serve
