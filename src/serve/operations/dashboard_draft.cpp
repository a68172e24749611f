#include "ask/chart_check.hpp"
#include "ask/proposal_words.hpp"
#include "ask/refinement.hpp"
#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "serve/operations/approved.hpp"
#include "serve/operations/dashboard_tiles.hpp"
#include "store/history.hpp"
#include "store/store.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/value.hpp>

#include <utility>

namespace parlance::serve {

namespace {

constexpr std::int64_t refresh_min_s = 10;
constexpr std::size_t title_bytes = 200;

[[noreturn]] void throw_fault(std::string pointer, std::string detail) {
    throw Error(Failure::invalid, "invalid_fields", "Some fields are not right.")
        .with_faults({{std::move(pointer), std::move(detail)}});
}

std::optional<std::string> chart_text(const std::optional<boost::json::object>& chart) {
    if (!chart || chart->empty()) return std::nullopt;
    ask::require_plain_chart(*chart);
    return json::to_text(boost::json::value(*chart));
}

/// A place; what is absent is as in `usual`.
store::TilePlace place_of(
    store::TilePlace usual,
    std::optional<std::int64_t> x,
    std::optional<std::int64_t> y,
    std::optional<std::int64_t> w,
    std::optional<std::int64_t> h
) {
    const store::TilePlace place{
        x.value_or(usual.x), y.value_or(usual.y), w.value_or(usual.width), h.value_or(usual.height)
    };
    require_on_grid(place, "");
    return place;
}

/// Takes over an answer of the one who calls.
Task<void> take_answer(Services& with, Call& call, const std::string& id, store::TileDraft& draft) {
    const auto work = [&](store::Reader& reader) {
        return store::query(reader, *with.ledger, call.who(), id);
    };
    const store::HistoryEntry entry = co_await with.store->read(work);
    if (entry.outcome != "answered" || !ask::refinable(entry))
        throw Error(
            Failure::invalid,
            "query_without_answer",
            "This query has no answer that a tile could show. Choose another, or give `sql`."
        );
    draft.sql = ask::refinable(entry);
    draft.connection_id = entry.connection_id;
    if (!draft.question) draft.question = entry.question;
    if (!draft.chart && draft.kind == "chart") draft.chart = entry.chart;
}

/// The SQL must run under the rights of the one who writes it.
Task<void> check_sql(Services& with, Call& call, store::TileDraft& draft) {
    catalog::View view = co_await with.catalog->view(call.who(), draft.connection_id.value_or(""));
    const guard::ApprovedQuery query = co_await approve(with, call, view, *draft.sql);
    draft.connection_id = view.connection_id;
}

Task<void> take_source(
    Services& with,
    Call& call,
    std::optional<std::string> query_id,
    std::optional<std::string> sql,
    std::optional<std::string> connection_id,
    store::TileDraft& draft
) {
    if (query_id.has_value() == sql.has_value())
        throw Error(
            Failure::invalid, "query_id_or_sql", "Give either `query_id` or `sql`, not both."
        );
    if (query_id) {
        co_await take_answer(with, call, *query_id, draft);
    } else {
        draft.sql = std::move(sql);
        draft.connection_id = std::move(connection_id);
    }
    co_await check_sql(with, call, draft);
}

/// A text tile has its text and nothing else; the others have none.
void require_fitting(store::TileDraft& draft) {
    const bool text = draft.kind == "text";
    if (text && !draft.text) throw_fault("/text", "A text tile needs its text.");
    if (!text && draft.text) throw_fault("/text", "Only a text tile has a text.");
    if (!text && !draft.sql) throw_fault("/sql", "Give `sql` or `query_id`.");
    if (!text && draft.title.empty())
        draft.title = ask::shortened(draft.question.value_or(""), title_bytes);
    if (!text && draft.title.empty()) throw_fault("/title", "must not be empty");
}

void refuse_source_of_text(const TileFields& fields) {
    if (fields.sql || fields.query_id || fields.connection_id)
        throw_fault("/sql", "A text tile asks nothing.");
    if (fields.chart && !fields.chart->empty()) throw_fault("/chart", "A text tile has no chart.");
}

std::string kind_text(TileKind kind) {
    return boost::describe::enum_to_string(kind, "chart");
}

/// All but what the tile asks.
void apply(const TileChangeRequest& change, store::TileDraft& draft) {
    if (change.kind && kind_text(*change.kind) != draft.kind) {
        draft.kind = kind_text(*change.kind);
        draft.chart.reset();  // it was drawn for the other kind
    }
    if (change.title) draft.title = *change.title;
    if (change.text) draft.text = *change.text;
    if (change.question) draft.question = *change.question;
    if (change.chart) draft.chart = chart_text(change.chart);
    if (change.refresh_seconds) draft.refresh_seconds = refresh_of(change.refresh_seconds);
    const store::TilePlace before = draft.place.value_or(store::TilePlace{});
    draft.place.reset();
    if (change.x || change.y || change.w || change.h)
        draft.place = place_of(before, change.x, change.y, change.w, change.h);
    if (draft.kind == "text") {
        draft.sql = draft.question = draft.chart = draft.connection_id = std::nullopt;
    } else if (change.kind && !change.text) {
        draft.text.reset();
    }
}

}  // namespace

std::optional<std::int64_t> refresh_of(std::optional<std::int64_t> seconds) {
    if (!seconds || *seconds == 0) return std::nullopt;
    if (*seconds < refresh_min_s) throw_fault("/refresh_seconds", "must be 0 or at least 10");
    return seconds;
}

void require_on_grid(const store::TilePlace& place, const std::string& pointer) {
    if (place.x + place.width <= store::grid_columns) return;
    throw_fault(pointer + "/w", "The tile reaches over the right edge of the grid.");
}

bool rewrites(const TileChangeRequest& change) {
    return change.sql || change.query_id;
}

Task<store::TileDraft> drafted(Services& with, Call& call, TileFields fields) {
    store::TileDraft draft{.kind = kind_text(fields.kind), .title = fields.title.value_or("")};
    draft.text = std::move(fields.text);
    draft.refresh_seconds = refresh_of(fields.refresh_seconds);
    if (fields.x || fields.y || fields.w || fields.h) {
        const store::TilePlace usual{.y = store::below_all};
        draft.place = place_of(usual, fields.x, fields.y, fields.w, fields.h);
    }
    if (fields.kind == TileKind::text) {
        refuse_source_of_text(fields);
    } else {
        draft.question = std::move(fields.question);
        draft.chart = chart_text(fields.chart);
        co_await take_source(
            with,
            call,
            std::move(fields.query_id),
            std::move(fields.sql),
            std::move(fields.connection_id),
            draft
        );
    }
    require_fitting(draft);
    co_return draft;
}

Task<store::TileDraft>
redrafted(Services& with, Call& call, store::Tile before, TileChangeRequest change) {
    store::TileDraft draft = std::move(before);
    apply(change, draft);
    if (rewrites(change)) {
        if (draft.kind == "text") throw_fault("/sql", "A text tile asks nothing.");
        // What was drawn for other rows, and asked in other words, goes with them.
        if (!change.question) draft.question.reset();
        if (!change.chart) draft.chart.reset();
        co_await take_source(
            with,
            call,
            std::move(change.query_id),
            std::move(change.sql),
            std::move(change.connection_id),
            draft
        );
    } else if (change.connection_id) {
        throw_fault("/connection_id", "Give `sql` with it.");
    }
    require_fitting(draft);
    co_return draft;
}

}  // namespace parlance::serve
