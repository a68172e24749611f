#include "serve/operations/known.hpp"

#include "ask/cache.hpp"
#include "store/store.hpp"

namespace parlance::serve {

std::optional<KnownLesson>
known_of(const catalog::Lesson& lesson, const catalog::Known& known, const Principal& who) {
    if (!catalog::trouble_with(lesson, *known.view.schema, known.view.policy))
        return KnownLesson{&lesson, std::nullopt};
    if (!who.may(Permission::admin)) return std::nullopt;
    // Hidden from them, or gone for all? Only of the latter they hear.
    auto trouble = catalog::trouble_with(lesson, *known.whole, {});
    if (!trouble) return std::nullopt;
    return KnownLesson{&lesson, std::move(trouble)};
}

std::vector<KnownLesson> known_lessons(const catalog::Known& known, const Principal& who) {
    std::vector<KnownLesson> all;
    for (const catalog::Lesson& lesson : known.taught->lessons) {
        if (auto found = known_of(lesson, known, who)) all.push_back(std::move(*found));
    }
    return all;
}

Task<catalog::Known>
known_around(Services& with, Call& call, store::KnowledgeKind kind, const std::string& id) {
    const auto work = [&](store::Reader& reader) {
        return store::knowledge_item(reader, *with.ledger, call.who(), kind, id);
    };
    const store::KnowledgeItem item = co_await with.store->read(work);
    co_return co_await with.catalog->knowledge(call.who(), item.connection_id);
}

KnownLesson find_lesson(const catalog::Known& known, const Principal& who, std::string_view id) {
    for (const catalog::Lesson& lesson : known.taught->lessons) {
        if (lesson.id != id) continue;
        if (auto found = known_of(lesson, known, who)) return std::move(*found);
    }
    store::throw_not_found("knowledge");
}

void knowledge_changed(Services& with, const Call& call, const std::string& connection_id) {
    with.catalog->knowledge_changed(call.who().tenant_id, connection_id);
    if (with.cache) with.cache->forget(call.who().tenant_id, connection_id);
}

}  // namespace parlance::serve
