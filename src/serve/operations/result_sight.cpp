#include "serve/operations/result_sight.hpp"

#include "ask/running.hpp"
#include "base/error.hpp"
#include "serve/operations/approved.hpp"
#include "serve/operations/recorded.hpp"
#include "serve/operations/views.hpp"
#include "sql/read.hpp"
#include "store/history.hpp"
#include "store/store.hpp"

#include <utility>

namespace parlance::serve {

namespace {

struct Statement {
    std::string sql;
    std::string connection_id;
    std::optional<std::string> question;
};

Task<Statement> earlier(Services& with, Call& call, std::string query_id) {
    const auto work = [&](store::Reader& reader) {
        return store::query(reader, *with.ledger, call.who(), query_id);
    };
    store::HistoryEntry entry = co_await with.store->read(work);
    auto& sql = entry.kind == "sql" ? entry.sql : entry.portable_sql;
    if (!sql)
        throw Error(Failure::not_found, "result_not_found", "This query has no rows to show.");
    co_return Statement{std::move(*sql), std::move(entry.connection_id), std::move(entry.question)};
}

Task<Statement> statement_of(Services& with, Call& call, ResultOf wanted) {
    if (wanted.query_id) co_return co_await earlier(with, call, std::move(*wanted.query_id));
    if (wanted.sql)
        co_return Statement{std::move(*wanted.sql), wanted.connection_id.value_or(""), {}};
    throw Error(Failure::invalid, "invalid_fields", "Say whose result it is.")
        .with_faults({{"/query_id", "Give query_id or sql."}});
}

}  // namespace

Task<ResultSight> result_sight(Services& with, Call& call, ResultOf wanted, ask::Record& record) {
    Statement statement = co_await statement_of(with, call, std::move(wanted));
    record.question = std::move(statement.question);
    record.sql = statement.sql;
    ResultSight sight;
    sight.view = co_await view_of(with, call, std::move(statement.connection_id));
    record.connection_id = sight.view.connection_id;
    with.running->admit(call.who(), record.id, sight.view.policy.limits.concurrent_max);
    const guard::ApprovedQuery approved = co_await approve(with, call, sight.view, statement.sql);
    const Schema& schema = *sight.view.schema;
    sight.of = ask::viewed(sql::read(statement.sql, schema.dialect), approved, schema);
    co_return sight;
}

ask::Record look_record(const Services& with, const Call& call, std::string kind) {
    ask::Record record = new_record(with, call, QueryKind::sql);
    record.kind = std::move(kind);
    record.in_history = false;
    return record;
}

}  // namespace parlance::serve
