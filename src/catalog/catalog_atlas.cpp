#include "catalog/opened.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

/// What can be told of a source beyond its schema: search and relations.
namespace parlance::catalog {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t measured_at_once = 12;
constexpr auto measuring_max = 3s;

bool about(const Relation& relation, const std::string& table) {
    return table.empty() || relation.from.table == table || relation.to.table == table;
}

/// What people said no to is in no pack any more.
void add_rejected(std::vector<Relation>& relations, const Taught& taught, const View& view) {
    for (const TaughtRelation& said : taught.relations) {
        if (said.accepted || !known_to(said, *view.schema, view.policy)) continue;
        Relation made{.id = relation_id(said.from, said.to), .from = said.from, .to = said.to};
        made.state = RelationState::rejected;
        made.confidence = 0;
        relations.push_back(std::move(made));
    }
}

void sign(std::vector<Relation>& relations, const Taught& taught) {
    for (const TaughtRelation& said : taught.relations) {
        const std::string id = relation_id(said.from, said.to);
        for (Relation& each : relations) {
            const bool decided =
                each.state == RelationState::accepted || each.state == RelationState::rejected;
            if (each.id != id || !decided) continue;
            each.decided_by = said.author;
            each.decided_at = said.at;
        }
    }
}

}  // namespace

Task<std::shared_ptr<const Atlas>> Catalog::atlas(Principal who, std::string connection_id) {
    const Shared found = co_await opened(who, std::move(connection_id));
    View view = co_await view_for(who, found);
    view = co_await with_knowledge(who, found, std::move(view));
    // Read after the version under which the atlas is kept: descriptions may be newer, never older.
    const SharedTaught taught = co_await taught_to(std::move(who), found);
    if (auto known = found->atlases->find(view.pack.get(), view.knowledge_version)) co_return known;
    const auto make = [&] { return std::make_shared<const Atlas>(view, taught->descriptions); };
    auto made = co_await blocking(parts_.environment.blocking, make);
    found->atlases->keep(view.knowledge_version, made);
    co_return made;
}

Task<Catalog::Related>
Catalog::relations(Principal who, std::string connection_id, std::string table) {
    const auto drawn = co_await atlas(who, connection_id);
    const Shared found = co_await opened(who, std::move(connection_id));
    const SharedTaught taught = co_await taught_to(who, found);
    Related made{.view = co_await view_for(std::move(who), found), .relations = {}};
    std::ranges::copy_if(
        drawn->relations(),
        std::back_inserter(made.relations),
        [&](const Relation& one) { return about(one, table); }
    );
    std::vector<Relation> rejected;
    add_rejected(rejected, *taught, made.view);
    std::erase_if(rejected, [&](const Relation& one) { return !about(one, table); });
    std::ranges::move(rejected, std::back_inserter(made.relations));
    sign(made.relations, *taught);
    const auto end = std::chrono::steady_clock::now() + measuring_max;
    std::size_t measured = 0;
    for (Relation& each : made.relations) {
        if (each.state == RelationState::declared || !may_be_measured(each, made.view)) continue;
        auto known = found->measured->find(each.id);
        const bool time = ++measured <= measured_at_once && std::chrono::steady_clock::now() < end;
        if (!known && time) {
            known = co_await measure_inclusion(made.view, each, closing_.get_token());
            found->measured->keep(each.id, *known);
        }
        if (known) weigh(each, *known);
    }
    co_return made;
}

}  // namespace parlance::catalog
