#pragma once

#include <functional>
#include <string_view>

namespace parlance::agents {

/// Calls `take` with the data of each event of a text in the format of server-sent events (HTML
/// Living Standard, §9.2). Names and ids of events are left out: every protocol here repeats its
/// name in the data. An event that the text breaks off in is not reported.
void for_each_event(std::string_view text, const std::function<void(std::string_view data)>& take);

}  // namespace parlance::agents
