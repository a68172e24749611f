#pragma once

#include "catalog/catalog.hpp"
#include "serve/call.hpp"
#include "serve/services.hpp"
#include "store/knowledge.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

/// What of a source's knowledge the one who calls may know, and how it is changed.
namespace parlance::serve {

/// Something that was taught, as the one who calls may know it.
struct KnownLesson {
    const catalog::Lesson* lesson = nullptr;  ///< within the `Taught` that it was found in
    std::optional<Error> problem;             ///< for administrators: it holds for nobody
};

/// None for what is about tables, columns or values that are hidden from the one who calls.
[[nodiscard]] std::optional<KnownLesson>
known_of(const catalog::Lesson& lesson, const catalog::Known& known, const Principal& who);

/// What may be known of all that was taught, oldest first.
[[nodiscard]] std::vector<KnownLesson>
known_lessons(const catalog::Known& known, const Principal& who);

template <class Content>
[[nodiscard]] constexpr store::KnowledgeKind kind_of() {
    return std::same_as<Content, catalog::KnowledgeTerm> ? store::KnowledgeKind::term
                                                         : store::KnowledgeKind::verified;
}

/// The source of a lesson, with what is known of it. Throws `Error` (not_found,
/// `knowledge_not_found`), the same for what may not be known.
Task<catalog::Known>
known_around(Services& with, Call& call, store::KnowledgeKind kind, const std::string& id);
[[nodiscard]] KnownLesson
find_lesson(const catalog::Known& known, const Principal& who, std::string_view id);

/// To be called when a change was committed: questions and remembered results take notice.
void knowledge_changed(Services& with, const Call& call, const std::string& connection_id);

}  // namespace parlance::serve
