#include "serve/operations/catalog.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/outcome.hpp"
#include "base/threads.hpp"
#include "catalog/catalog.hpp"
#include "guard/relation.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/catalog_shapes.hpp"
#include "serve/operations/facts.hpp"
#include "serve/operations/known.hpp"
#include "serve/services.hpp"
#include "store/catalog_notes.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <utility>

namespace parlance::serve {

namespace {

constexpr std::int64_t tables_usual = 10;
constexpr std::int64_t relations_usual = 200;

Error no_table() {
    return {Failure::not_found, "table_not_found", "There is no such table in this source."};
}

Task<SearchShape> search_tables(Services& with, Call& call, SearchRequest request) {
    const auto atlas = co_await with.catalog->atlas(call.who(), request.connection_id);
    const catalog::SearchOrder order{
        .words = request.q.value_or(""),
        .detail = request.detail.value_or(catalog::Detail::summary),
        .tables_max = static_cast<std::size_t>(request.limit.value_or(tables_usual)),
    };
    const auto work = [&] { return atlas->search(order); };
    SearchShape shape;
    static_cast<catalog::SearchFound&>(shape) = co_await blocking(*with.blocking, work);
    shape.connection_id = request.connection_id;
    co_return shape;
}

Task<TableShape> shown_table(
    Services& with,
    Call& call,
    std::string connection_id,
    std::string schema,
    std::string table
) {
    const auto atlas = co_await with.catalog->atlas(call.who(), connection_id);
    auto found = atlas->describe(schema, table, catalog::Detail::full);
    if (!found) throw no_table();
    TableShape shape;
    static_cast<catalog::AtlasTable&>(shape) = std::move(*found);
    shape.connection_id = std::move(connection_id);
    co_return shape;
}

Task<TableShape> describe_table(Services& with, Call& call, TableRequest request) {
    co_return co_await shown_table(
        with,
        call,
        std::move(request.connection_id),
        request.schema.value_or(""),
        std::move(request.table)
    );
}

Task<ProfileShape> profile_table(Services& with, Call& call, TableRequest request) {
    auto found = co_await with.catalog->profile(
        call.who(), request.connection_id, request.schema.value_or(""), request.table
    );
    ProfileShape shape;
    static_cast<catalog::TableProfile&>(shape) = std::move(found.profile);
    shape.connection_id = std::move(found.connection_id);
    shape.computed_at = found.computed_at;
    co_return shape;
}

RelationShape shape_of(catalog::Relation relation) {
    return {
        .id = std::move(relation.id),
        .from = std::move(relation.from),
        .to = std::move(relation.to),
        .state = relation.state,
        .confidence = relation.confidence,
        .evidence = std::move(relation.evidence),
        .decided_by = std::move(relation.decided_by),
        .decided_at = relation.decided_at,
    };
}

Task<RelationsShape> list_relations(Services& with, Call& call, RelationsRequest request) {
    auto found = co_await with.catalog->relations(
        call.who(), request.connection_id, request.table.value_or("")
    );
    if (request.state) {
        std::erase_if(found.relations, [&](const catalog::Relation& one) {
            return one.state != *request.state;
        });
    }
    RelationsShape shape{.connection_id = found.view.connection_id};
    shape.in_all = static_cast<std::int64_t>(found.relations.size());
    const std::int64_t begin = std::min(request.offset.value_or(0), shape.in_all);
    const std::int64_t end =
        std::min(shape.in_all, begin + request.limit.value_or(relations_usual));
    for (std::int64_t at = begin; at < end; ++at)
        shape.relations.push_back(shape_of(std::move(found.relations[static_cast<std::size_t>(at)]))
        );
    co_return shape;
}

/// One end of a relation that somebody may speak of: its column is shown to them as it is.
catalog::RelationEnd end_at(const ColumnPlace& place, const catalog::View& view) {
    const Table* table = view.schema->table(place.schema.value_or(""), place.table);
    if (table == nullptr) throw no_table();
    const guard::Relation* fence = view.policy.relation(*table);
    if (table->column(place.column) == nullptr || (fence != nullptr && fence->masks(place.column)))
        throw Error(
            Failure::not_found, "column_not_found", "There is no such column in this table."
        );
    return {table->schema, table->name, {place.column}};
}

Error no_relation() {
    return {Failure::not_found, "relation_not_found", "There is no such relation in this source."};
}

Task<RelationShape> decided(Services& with, Call& call, std::string source, std::string id) {
    auto found = co_await with.catalog->relations(call.who(), std::move(source), "");
    const auto at = std::ranges::find(found.relations, id, &catalog::Relation::id);
    if (at == found.relations.end()) throw no_relation();
    co_return shape_of(std::move(*at));
}

Task<void> keep_relation(
    Services& with,
    Call& call,
    std::string source,
    catalog::TaughtRelation relation,
    RelationChoice choice
) {
    const std::string id = catalog::relation_id(relation.from, relation.to);
    relation.accepted = choice == RelationChoice::accepted;
    const std::string text = json::to_text(relation);
    const auto work = [&](store::Writer& writer) {
        if (choice == RelationChoice::undecided)
            store::remove_catalog_note(writer, call.who(), source, store::NoteKind::relation, id);
        else
            store::put_catalog_note(
                writer, *with.ledger, call.who(), source, store::NoteKind::relation, id, text
            );
        audit_connection(writer, *with.ledger, call, "relation_decided", source);
    };
    co_await with.store->write(work);
    knowledge_changed(with, call, source);
}

Task<RelationShape> decide_relation(Services& with, Call& call, DecideRequest request) {
    const auto before = co_await decided(with, call, request.connection_id, request.relation_id);
    if (before.state == catalog::RelationState::declared || before.from.columns.size() != 1)
        throw Error(
            Failure::conflict,
            "relation_declared",
            "The database declares this relation itself; nobody has to decide on it."
        );
    const catalog::TaughtRelation relation{before.from, before.to};
    const catalog::View view = co_await with.catalog->view(call.who(), request.connection_id);
    if (!catalog::known_to(relation, *view.schema, view.policy)) throw no_relation();
    co_await keep_relation(with, call, request.connection_id, relation, request.state);
    auto after =
        co_await outcome_of(decided(with, call, request.connection_id, request.relation_id));
    if (after) co_return std::move(*after);
    // What only a person had said is no more once they take it back.
    RelationShape gone = before;
    gone.state = catalog::RelationState::inferred;
    gone.confidence = 0;
    co_return gone;
}

Task<RelationShape> add_relation(Services& with, Call& call, NewRelation request) {
    const catalog::View view = co_await with.catalog->view(call.who(), request.connection_id);
    const catalog::TaughtRelation made{end_at(request.from, view), end_at(request.to, view)};
    if (made.from == made.to)
        throw Error(Failure::invalid, "relation_to_itself", "A column cannot point at itself.");
    const std::string id = catalog::relation_id(made.from, made.to);
    co_await keep_relation(with, call, view.connection_id, made, RelationChoice::accepted);
    co_return co_await decided(with, call, view.connection_id, id);
}

Task<TableShape> write_description(Services& with, Call& call, DescriptionRequest request) {
    const catalog::View view = co_await with.catalog->view(call.who(), request.connection_id);
    const Table* table = view.schema->table(request.schema.value_or(""), request.table);
    if (table == nullptr) throw no_table();
    if (request.column && table->column(*request.column) == nullptr)
        throw Error(
            Failure::not_found, "column_not_found", "There is no such column in this table."
        );
    const catalog::RelationEnd place{table->schema, table->name, {request.column.value_or("")}};
    const std::string subject = catalog::relation_id(place, {});
    const catalog::WrittenDescription written{
        table->schema, table->name, request.column.value_or(""), request.text
    };
    const auto work = [&](store::Writer& writer) {
        using enum store::NoteKind;
        if (request.text.empty())
            store::remove_catalog_note(
                writer, call.who(), view.connection_id, description, subject
            );
        else
            store::put_catalog_note(
                writer,
                *with.ledger,
                call.who(),
                view.connection_id,
                description,
                subject,
                json::to_text(written)
            );
        audit_connection(writer, *with.ledger, call, "description_written", view.connection_id);
    };
    co_await with.store->write(work);
    knowledge_changed(with, call, view.connection_id);
    co_return co_await shown_table(with, call, view.connection_id, table->schema, table->name);
}

constexpr FactsOf facts{"catalog"};

}  // namespace

std::vector<Operation> catalog_operations() {
    using enum Method;
    constexpr std::string_view all_relations = "/api/v1/connections/{connection_id}/relations";
    return {
        operation(
            facts(
                get,
                "/api/v1/connections/{connection_id}/search",
                "search_tables",
                "Finds tables and columns of a source by words: names, comments, descriptions."
            ),
            &search_tables
        ),
        operation(
            facts(
                get,
                "/api/v1/connections/{connection_id}/describe",
                "describe_table",
                "Tells what a table and its columns are for, and who says so."
            ),
            &describe_table
        ),
        operation(
            facts(
                get,
                "/api/v1/connections/{connection_id}/profile",
                "profile_table",
                "Tells how the values of a table are spread, as far as you may see them."
            ),
            &profile_table
        ),
        operation(
            facts(
                get,
                all_relations,
                "list_relations",
                "Lists which columns point at which: declared, inferred with evidence, decided."
            ),
            &list_relations
        ),
        operation(
            facts(
                post,
                all_relations,
                "add_relation",
                "Teaches that a column points at another; questions join by it at once.",
                201
            ),
            &add_relation
        ),
        operation(
            facts(
                put,
                "/api/v1/connections/{connection_id}/relations/{relation_id}",
                "decide_relation",
                "Accepts or rejects a relation that Parlance has inferred."
            ),
            &decide_relation
        ),
        operation(
            facts(
                put,
                "/api/v1/connections/{connection_id}/descriptions",
                "write_description",
                "Describes a table or a column for everybody who sees it."
            ),
            &write_description
        ),
    };
}

}  // namespace parlance::serve
