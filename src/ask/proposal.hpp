#pragma once

#include "agents/desk.hpp"
#include "ask/answer.hpp"
#include "ask/journal.hpp"
#include "base/clock.hpp"
#include "base/task.hpp"
#include "catalog/view.hpp"
#include "store/dashboards.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

/// A whole dashboard, proposed for a source that nobody knows yet. Comes in: the view that a person
/// has of the source. Goes out: tiles that hold something for this person. Rules over the schema
/// say what may be worth showing, the data says what is.
namespace parlance::ask {

struct ProposedTile {
    std::string kind;  ///< chart, number or table
    std::string title;
    std::string sql;  ///< in the dialect that every source takes
    std::optional<boost::json::object> chart;
    store::TilePlace place;
};

struct Proposal {
    std::string title;
    std::vector<ProposedTile> tiles;
    std::vector<std::string> unmatched;  ///< words of the goal that mean nothing in the source
    std::string reason;                  ///< why there are no tiles
    std::vector<Step> steps;             ///< what models were asked
    std::vector<Note> notes;
};

struct ProposalRequest {
    std::string goal;  ///< such as `sales overview`; empty: whatever there is
    Instant now;
    connectors::RunContext context;
    std::optional<agents::Agency> agency = {};  ///< models that may have ideas for the goal
};

/// Proposes tiles, each of which ran just now under the rights of the view and is not empty. Only
/// columns that are shown as they are take part. What was run is noted in `record`. Throws `Error`
/// when the person stops it; a statement that fails is left out.
Task<Proposal> propose_dashboard(
    catalog::View view,
    ProposalRequest request,
    Record& record,
    std::stop_token stop
);

}  // namespace parlance::ask
