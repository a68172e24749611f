#include "serve/operations/dashboard_filters.hpp"

#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "guard/approve.hpp"
#include "guard/within.hpp"
#include "serve/operations/cache.hpp"
#include "serve/operations/dashboard_tiles.hpp"
#include "serve/operations/recorded.hpp"
#include "sql/build.hpp"
#include "sql/render.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace parlance::serve {

namespace {

constexpr std::int64_t choices_max = 200;

/// The sources that the one who calls may see, each looked at once.
class Sources {
public:
    Sources(Services& with, Call& call) : with_(with), call_(call) {}

    /// Null for a source, or a column, that is not there for the person.
    Task<const Column*> column(store::FilterColumn at) {
        const catalog::View* seen = co_await view(at.connection_id);
        const Table* table = seen == nullptr ? nullptr : seen->schema->table(at.schema, at.table);
        co_return table == nullptr ? nullptr : table->column(at.column);
    }

    Task<const catalog::View*> view(std::string connection_id) {
        const auto known = views_.find(connection_id);
        if (known != views_.end()) co_return known->second ? &*known->second : nullptr;
        std::optional<catalog::View> seen;
        try {
            seen = co_await with_.catalog->view(call_.who(), connection_id);
        } catch (const Error&) {
            // It is not theirs to see, or away: then its columns are.
        }
        auto& kept = views_[connection_id];
        kept = std::move(seen);
        co_return kept ? &*kept : nullptr;
    }

private:
    Services& with_;
    Call& call_;
    std::map<std::string, std::optional<catalog::View>> views_;
};

store::FilterColumn kept(FilterColumnShape column) {
    return {
        std::move(column.connection_id),
        std::move(column.schema),
        std::move(column.table),
        std::move(column.column)
    };
}

bool fits(FilterKind kind, Type type) {
    if (kind == FilterKind::number) return is_number(type) || type == Type::unknown;
    // SQLite keeps dates as text.
    if (kind == FilterKind::date) return is_moment(type) || type == Type::text;
    return true;
}

bool is_word(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char letter) {
        return std::isalnum(letter) != 0 || letter == '-' || letter == '_';
    });
}

Task<std::optional<std::string>>
fault_of(Sources& sources, FilterKind kind, store::FilterColumn at) {
    const Column* column = co_await sources.column(std::move(at));
    if (column == nullptr) co_return "There is no such column.";
    if (!fits(kind, column->type)) co_return "The column does not hold what this filter is about.";
    co_return std::nullopt;
}

/// The distinct values of a column that contain `search`, in order, one more than can be told.
sql::Query values_of(
    const Schema& schema,
    const Table& table,
    const Column& column,
    const std::string& search
) {
    namespace build = sql::build;
    const auto reference = [&] {
        return sql::Expr{sql::ColumnRef{{table.name, column.name}}, {}, column.type};
    };
    sql::Select select{.distinct = true};
    select.items.push_back({.expr = reference()});
    sql::Name name{table.name};
    if (table.schema != schema.default_schema) name.insert(name.begin(), table.schema);
    select.from.push_back({sql::TableRef{.name = std::move(name)}});
    select.where = sql::Expr{sql::IsTest{.operand = reference(), .negated = true}};
    if (!search.empty()) {
        std::string pattern = "%";
        for (const char letter : search) {
            if (letter == '%' || letter == '_' || letter == '\\') pattern += '\\';
            pattern += letter;
        }
        sql::Like like{
            .kind = sql::LikeKind::ilike,
            .operand = build::cast(reference(), "text", Type::text),
            .pattern = build::text(pattern + "%")
        };
        select.where = build::both(std::move(*select.where), sql::Expr{std::move(like)}, true);
    }
    sql::Query query;
    query.body = std::move(select);
    query.order_by.push_back({.expr = reference()});
    query.limit = build::integer(choices_max + 1);
    return query;
}

Task<ResultSet> run_choices(
    Services& with,
    Call& call,
    catalog::View view,
    sql::Query query,
    std::optional<Principal> within,
    ask::Record& record,
    std::stop_token stop
) {
    record.connection_id = view.connection_id;
    record.sql = sql::render(query, Dialect::postgres);
    with.running->admit(call.who(), record.id, view.policy.limits.concurrent_max);
    guard::ApprovedQuery approved = guard::approve(query, *view.schema, view.policy);
    if (within) {
        const catalog::View most = co_await with.catalog->view(*within, view.connection_id);
        const guard::Sighted limit{*most.schema, most.policy};
        if (!guard::within(approved, {*view.schema, view.policy}, limit)) throw tile_not_visible();
    }
    ask::note_approved(record, approved);
    const auto cached = put_cache_around(with, call, view, CacheUse::use);
    Collected rows;
    connectors::RunContext context{call.request_id, call.who().tenant_id};
    const RunSummary summary =
        co_await view.source->run(std::move(approved), rows, std::move(context), stop);
    record.row_count = summary.rows;
    record.outcome = "answered";
    if (cached) note_cache(record, *cached);
    co_return std::move(rows.result);
}

void take_values(const ResultSet& result, std::vector<std::string>& values) {
    for (std::size_t row = 0; row < result.rows.rows(); ++row) {
        const Batch::Cell& cell = result.rows.row(row)[0];
        if (cell.kind == CellKind::null) continue;
        std::string text(result.rows.text(cell));
        if (std::ranges::find(values, text) == values.end()) values.push_back(std::move(text));
    }
}

}  // namespace

FilterShape shape_of(const store::DashboardFilter& filter) {
    FilterShape shape{.id = filter.id, .label = filter.label};
    boost::describe::enum_from_string(filter.kind.c_str(), shape.kind);
    for (const store::FilterColumn& at : filter.columns)
        shape.columns.push_back({at.connection_id, at.schema, at.table, at.column});
    return shape;
}

Task<std::vector<store::DashboardFilter>>
checked_filters(Services& with, Call& call, std::vector<FilterShape> filters) {
    Sources sources(with, call);
    std::vector<store::DashboardFilter> made;
    std::vector<Fault> faults;
    for (std::size_t index = 0; index < filters.size(); ++index) {
        FilterShape& filter = filters[index];
        const std::string place = fmt::format("/filters/{}", index);
        const bool twice =
            std::ranges::find(made, filter.id, &store::DashboardFilter::id) != made.end();
        if (twice || !is_word(filter.id))
            faults.push_back({place + "/id", "must be a word of its own"});
        if (filter.columns.empty()) faults.push_back({place + "/columns", "Choose a column."});
        store::DashboardFilter& held = made.emplace_back();
        held.id = filter.id;
        held.label = filter.label;
        held.kind = boost::describe::enum_to_string(filter.kind, "choice");
        for (std::size_t at = 0; at < filter.columns.size(); ++at) {
            held.columns.push_back(kept(std::move(filter.columns[at])));
            const auto fault = co_await fault_of(sources, filter.kind, held.columns.back());
            if (fault) faults.push_back({fmt::format("{}/columns/{}", place, at), *fault});
        }
    }
    json::check(std::move(faults));
    co_return made;
}

Task<std::vector<FilterShape>>
told_filters(Services& with, Call& call, std::vector<store::DashboardFilter> filters) {
    Sources sources(with, call);
    std::vector<FilterShape> told;
    for (const store::DashboardFilter& filter : filters) {
        FilterShape shape = shape_of(filter);
        shape.columns.clear();
        for (const store::FilterColumn& at : filter.columns) {
            const Column* column = co_await sources.column(at);
            if (column != nullptr)
                shape.columns.push_back({at.connection_id, at.schema, at.table, at.column});
        }
        told.push_back(std::move(shape));
    }
    co_return told;
}

const store::DashboardFilter&
filter_among(const std::vector<store::DashboardFilter>& filters, std::string_view id) {
    const auto found = std::ranges::find(filters, id, &store::DashboardFilter::id);
    if (found == filters.end()) store::throw_not_found("filter");
    return *found;
}

Task<FilterChoicesShape> filter_choices(
    Services& with,
    Call& call,
    const store::DashboardFilter& filter,
    std::string search,
    std::optional<Principal> within
) {
    Sources sources(with, call);
    std::vector<std::string> values;
    for (const store::FilterColumn& at : filter.columns) {
        const Column* column = co_await sources.column(at);
        if (column == nullptr) continue;
        const catalog::View& view = *co_await sources.view(at.connection_id);
        const Table& table = *view.schema->table(at.schema, at.table);
        sql::Query query = values_of(*view.schema, table, *column, search);
        ask::Record record = new_record(with, call, QueryKind::sql);
        record.kind = "filter";
        record.in_history = false;
        const auto work = [&](ask::Record& its_record, std::stop_token stop) {
            return run_choices(with, call, view, query, within, its_record, stop);
        };
        const ResultSet result = co_await recorded(with, call, std::move(record), work);
        take_values(result, values);
    }
    const auto most = static_cast<std::size_t>(choices_max);
    FilterChoicesShape shape{.more = values.size() > most};
    values.resize(std::min(values.size(), most));
    shape.values = std::move(values);
    co_return shape;
}

}  // namespace parlance::serve
