#include "base/json.hpp"
#include "catalog/opened.hpp"
#include "store/catalog_notes.hpp"
#include "store/knowledge.hpp"

#include <utility>

/// What people taught about a source: the part of the catalog that asks the store for it.
namespace parlance::catalog {

namespace {

template <class Content>
void add_lessons(Taught& taught, const std::vector<store::KnowledgeItem>& items) {
    for (const store::KnowledgeItem& item : items)
        taught.lessons.push_back(
            {item.id,
             json::read<Content>(item.content),
             item.author,
             item.created_at,
             item.updated_at}
        );
}

void add_notes(
    Taught& taught,
    store::Reader& reader,
    store::Ledger& ledger,
    const Principal& who,
    const std::string& connection_id
) {
    using enum store::NoteKind;
    for (auto& note : store::catalog_notes(reader, ledger, who, connection_id, relation)) {
        auto& made = taught.relations.emplace_back(json::read<TaughtRelation>(note.content));
        made.author = std::move(note.author);
        made.at = note.updated_at;
    }
    for (auto& note : store::catalog_notes(reader, ledger, who, connection_id, description)) {
        auto& made = taught.descriptions.emplace_back(json::read<WrittenDescription>(note.content));
        made.author = std::move(note.author);
    }
}

Taught taught_in(
    store::Reader& reader,
    store::Ledger& ledger,
    const Principal& who,
    const std::string& connection_id
) {
    // The version first: what changes in between is then read again, not missed.
    Taught taught{.version = store::knowledge_version(reader, who, connection_id), .lessons = {}};
    if (taught.version == 0) return taught;
    using Kind = store::KnowledgeKind;
    add_lessons<KnowledgeTerm>(
        taught, store::knowledge(reader, ledger, who, connection_id, Kind::term)
    );
    add_lessons<VerifiedQuery>(
        taught, store::knowledge(reader, ledger, who, connection_id, Kind::verified)
    );
    add_notes(taught, reader, ledger, who, connection_id);
    return taught;
}

}  // namespace

Task<SharedTaught> Catalog::taught_to(Principal who, Shared opened) {
    Lessons& lessons = *opened->lessons;
    if (const auto fresh = lessons.if_fresh()) co_return *fresh;
    const std::uint64_t doubts = lessons.doubts();
    const SharedTaught held = lessons.held();
    const auto work = [&](store::Reader& reader) {
        const auto version = store::knowledge_version(reader, who, opened->connection_id);
        if (held && held->version == version) return held;
        return std::make_shared<const Taught>(
            taught_in(reader, parts_.ledger, who, opened->connection_id)
        );
    };
    const SharedTaught now = co_await parts_.store.read(work);
    lessons.hold(now, doubts);
    co_return now;
}

/// The view with a pack that knows what its owner may know of what was taught.
Task<View> Catalog::with_knowledge(Principal who, Shared opened, View view) {
    const SharedTaught taught = co_await taught_to(std::move(who), opened);
    view.knowledge_version = std::to_string(taught->version);
    if (taught->lessons.empty() && taught->relations.empty()) co_return view;
    const std::string rights = fmt::format("{} {}", view.policy.version, view.policy.identity);
    if (auto known = opened->lessons->find(taught->version, rights)) {
        view.pack = std::move(known);
        co_return view;
    }
    view = co_await with_pack_of(opened, taught, std::move(view));
    opened->lessons->keep(taught->version, rights, view.pack);
    co_return view;
}

Task<View> Catalog::with_pack_of(Shared opened, SharedTaught taught, View view) {
    const auto build = [&] {
        return engine::SchemaPack::build(
            *view.schema,
            clear_values(*opened->values, *view.schema, view.policy),
            known_to(*taught, *view.schema, view.policy)
        );
    };
    view.pack = co_await blocking(parts_.environment.blocking, build);
    co_return view;
}

Task<View> Catalog::view_taught(Principal who, std::string connection_id, SharedTaught taught) {
    const Shared found = co_await opened_with_values(who, std::move(connection_id));
    View view = co_await view_for(std::move(who), found);
    view.knowledge_version = fmt::format("{} as proposed", taught->version);
    co_return co_await with_pack_of(found, std::move(taught), std::move(view));
}

Task<Known> Catalog::knowledge(Principal who, std::string connection_id) {
    const Shared found = co_await opened(who, std::move(connection_id));
    Known known{.view = co_await view_for(who, found), .whole = found->schema, .taught = {}};
    known.taught = co_await taught_to(std::move(who), found);
    co_return known;
}

void Catalog::knowledge_changed(std::string_view tenant_id, std::string_view connection_id) {
    const std::shared_lock lock(mutex_);
    const auto found = opened_.find(std::string(tenant_id) + "/" + std::string(connection_id));
    if (found != opened_.end()) found->second->lessons->doubt();
}

}  // namespace parlance::catalog
