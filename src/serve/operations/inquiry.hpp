#pragma once

#include "ask/journal.hpp"
#include "engine/refine.hpp"
#include "serve/call.hpp"
#include "serve/operations/answer_parts.hpp"
#include "serve/services.hpp"
#include "store/history.hpp"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

/// What all operations that answer a question have in common.
namespace parlance::serve {

/// A question with what was asked before it.
struct Inquiry {
    std::string connection_id;  ///< empty: the tenant's default source
    std::string question;
    std::vector<store::HistoryEntry> entries;  ///< of the conversation, oldest first
    std::vector<engine::Turn> earlier;         ///< what they, or given SQL, come to
    std::optional<std::string> after;          ///< the query that it follows, if it undoes others
    std::optional<engine::Taken> taken;
    std::vector<std::string> without;  ///< assumptions that are not to be made
    CacheUse cache = CacheUse::use;
    bool in_thread = false;  ///< the conversation is kept under a title
    bool dry = false;        ///< writes the SQL and does not run it
};

/// Answers the question and notes in the record what came of it.
Task<AnswerShape>
journey(Services& with, Call& call, Inquiry inquiry, ask::Record& record, std::stop_token stop);

/// The same as a query of the one who calls, written down however it ends.
Task<AnswerShape>
inquire(Services& with, Call& call, Inquiry inquiry, std::optional<std::string> conversation_id);

}  // namespace parlance::serve
