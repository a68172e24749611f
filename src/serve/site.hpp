#pragma once

#include "serve/compress.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace parlance::serve {

/// The web app: the files of a static export, found by the addresses that people see.
///
/// `/ask` is `ask.html`; a segment that the export calls `_` stands for any (`/threads/42` is
/// `threads/_.html`). Only what the folder held when the server started can be reached, so no path
/// leads out of it. Files are read when they are first asked for, and kept; `x.js.br` and `x.js.gz`
/// beside `x.js` are sent instead of it to those who accept them.
class Site {
public:
    /// Throws `Error` (not_found) when the folder has no `index.html`.
    explicit Site(const std::filesystem::path& folder);
    Site(const Site&) = delete;
    Site& operator=(const Site&) = delete;
    ~Site();

    struct Answer {
        int status = 200;
        std::string_view content_type;
        std::string headers;  ///< whole lines: caching and the ETag
        Coding coding = Coding::identity;
        std::shared_ptr<const std::string> body;
    };

    /// `path` is percent-encoded and has no query. An unknown one gives `404.html`.
    [[nodiscard]] Answer
    answer(std::string_view path, Coding coding, std::string_view if_none_match) const;

private:
    struct Folder;
    std::unique_ptr<Folder> root_;
};

/// The folder to serve: the configured one, or what came with the binary (`../share/parlance/web`
/// beside an installed one, `web/out` above one in a source tree); nothing when there is none.
[[nodiscard]] std::optional<std::filesystem::path> site_folder(const std::string& configured);

}  // namespace parlance::serve
