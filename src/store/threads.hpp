#pragma once

#include "base/principal.hpp"
#include "store/ledger.hpp"
#include "store/paging.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Conversations that somebody keeps under a title. A thread's id is the id of its conversation:
/// what was asked in it and what became of that is history. Texts are sealed.
namespace parlance::store {

struct Thread {
    std::string id;
    std::string title;
    Instant created_at;
    Instant updated_at;  ///< when something was last asked in it
};

/// What was asked in a thread and has not ended.
struct OpenQuestion {
    std::string id;  ///< of the query
    std::string connection_id;
    std::string question;
    Instant created_at;
};

/// Keeps a conversation of one's own under a title; an empty `id` begins one. A conversation that
/// is kept already gets the title.
Thread keep_thread(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::string_view title
);
/// The own threads, the one last asked in first; `text` stands somewhere in the title, and a page
/// of such may be short and have a `next` all the same (`search_pages`).
[[nodiscard]] Page<Thread> threads(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    const PageRequest& page,
    std::string_view text = {}
);
/// One of the own threads; throws `Error` (not_found, `thread_not_found`).
[[nodiscard]] Thread
thread(Reader& reader, Ledger& ledger, const Principal& who, std::string_view id);
[[nodiscard]] bool is_thread(Reader& reader, const Principal& who, std::string_view id);

/// Throws as `thread`.
void rename_thread(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::string_view title
);
/// Forgets the thread; what was asked in it stays in history. Throws as `thread`.
void remove_thread(Writer& writer, const Principal& who, std::string_view id);

/// Notes that something is asked in a thread, until its query is in history.
void open_question(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view thread_id,
    const OpenQuestion& asked
);
/// Oldest first, the last hundred at the most.
[[nodiscard]] std::vector<OpenQuestion>
open_questions(Reader& reader, Ledger& ledger, const Principal& who, std::string_view thread_id);
void close_question(Writer& writer, const Principal& who, std::string_view query_id);

}  // namespace parlance::store
