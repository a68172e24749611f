#include "serve/site.hpp"

#include "base/config.hpp"
#include "base/crypto.hpp"
#include "base/error.hpp"
#include "serve/query_string.hpp"

#include <array>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>

namespace parlance::serve {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> content_types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/plain; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".wasm", "application/wasm"},
    {".webmanifest", "application/manifest+json"},
}};

std::string_view content_type_of(const fs::path& file) {
    const std::string extension = file.extension().string();
    for (const auto& [each, type] : content_types) {
        if (each == extension) return type;
    }
    return "application/octet-stream";
}

std::string read_whole(const fs::path& file) {
    std::ifstream input(file, std::ios::binary);
    if (!input) throw Error(Failure::not_found, "not_found", "A file of the web app is gone.");
    std::ostringstream text;
    text << input.rdbuf();
    return std::move(text).str();
}

/// A file, in the forms in which it has been asked for so far.
class Page {
public:
    Page(fs::path file, bool immutable)
        : file_(std::move(file)), type_(content_type_of(file_)), immutable_(immutable) {}

    [[nodiscard]] std::string_view type() const { return type_; }

    /// Falls back to the plain form for what does not become smaller.
    [[nodiscard]] std::shared_ptr<const std::string> body(Coding& coding) const {
        const std::lock_guard lock(mutex_);
        load();
        if (!is_compressible(type_) || plain_->size() < compress_least) coding = Coding::identity;
        if (coding == Coding::identity) return plain_;
        auto& packed = coding == Coding::br ? br_ : gzip_;
        if (!packed) packed = std::make_shared<const std::string>(pack(coding));
        return packed;
    }

    [[nodiscard]] std::string etag(Coding coding) const {
        const std::lock_guard lock(mutex_);
        load();
        return fmt::format("\"{}-{}\"", hash_, name_of(coding));
    }

    [[nodiscard]] std::string_view caching() const {
        return immutable_ ? "Cache-Control: public, max-age=31536000, immutable\r\n"
                          : "Cache-Control: no-cache\r\n";
    }

private:
    static constexpr std::size_t compress_least = 1024;

    void load() const {
        if (plain_) return;
        plain_ = std::make_shared<const std::string>(read_whole(file_));
        const Digest digest = sha256(*plain_);
        hash_ = to_hex({reinterpret_cast<const char*>(digest.data()), digest.size() / 2});
    }
    [[nodiscard]] std::string pack(Coding coding) const {
        fs::path packed = file_;
        packed += coding == Coding::br ? ".br" : ".gz";
        return fs::exists(packed) ? read_whole(packed) : compressed(*plain_, coding, Effort::quick);
    }

    fs::path file_;
    std::string_view type_;
    bool immutable_;
    mutable std::mutex mutex_;
    mutable std::shared_ptr<const std::string> plain_;
    mutable std::shared_ptr<const std::string> br_;
    mutable std::shared_ptr<const std::string> gzip_;
    mutable std::string hash_;
};

bool matches(std::string_view if_none_match, std::string_view etag) {
    return if_none_match == "*" || if_none_match.contains(etag);
}

}  // namespace

struct Site::Folder {
    std::map<std::string, std::unique_ptr<Folder>, std::less<>> folders;
    std::map<std::string, std::unique_ptr<Page>, std::less<>> pages;

    [[nodiscard]] const Folder* folder(std::string_view name) const {
        const auto found = folders.find(name);
        return found == folders.end() ? nullptr : found->second.get();
    }
    [[nodiscard]] const Page* page(std::string_view name) const {
        const auto found = pages.find(name);
        return found == pages.end() ? nullptr : found->second.get();
    }

    /// The page for the last part of an address.
    [[nodiscard]] const Page* last(std::string_view name) const {
        if (name.empty()) return page("index.html");
        if (const Page* exact = page(name)) return exact;
        if (const Page* named = page(std::string(name) + ".html")) return named;
        if (const Folder* inner = folder(name)) {
            if (const Page* index = inner->page("index.html")) return index;
        }
        return page(name.ends_with(".txt") ? "_.txt" : "_.html");
    }

    [[nodiscard]] const Page* find(std::string_view rest) const {
        const std::size_t slash = rest.find('/');
        if (slash == rest.npos) return last(rest);
        const std::string_view after = rest.substr(slash + 1);
        // A slash at the end changes nothing.
        if (after.empty()) return last(rest.substr(0, slash));
        for (const std::string_view name : {rest.substr(0, slash), std::string_view("_")}) {
            const Folder* inner = folder(name);
            if (const Page* page = inner == nullptr ? nullptr : inner->find(after)) return page;
        }
        return nullptr;
    }

    void add(const fs::path& relative, const fs::path& file) {
        Folder* at = this;
        for (const fs::path& part : relative.parent_path()) {
            auto& next = at->folders[part.string()];
            if (!next) next = std::make_unique<Folder>();
            at = next.get();
        }
        const bool immutable = relative.generic_string().starts_with("_next/static/");
        at->pages[relative.filename().string()] = std::make_unique<Page>(file, immutable);
    }
};

Site::Site(const fs::path& folder) : root_(std::make_unique<Folder>()) {
    if (fs::is_directory(folder)) {
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
            // A link could lead anywhere.
            if (entry.is_symlink() || !entry.is_regular_file()) continue;
            root_->add(entry.path().lexically_relative(folder), entry.path());
        }
    }
    if (root_->page("index.html") == nullptr)
        throw Error(Failure::not_found, "no_web_app", "The web folder has no index.html.");
}

Site::~Site() = default;

Site::Answer Site::answer(std::string_view path, Coding coding, std::string_view if_none_match)
    const {
    const std::string decoded = percent_decoded(path, Plus::stays);
    const Page* page =
        decoded.starts_with('/') ? root_->find(std::string_view(decoded).substr(1)) : nullptr;
    const int status = page != nullptr ? 200 : 404;
    if (page == nullptr) page = root_->page("404.html");
    if (page == nullptr)
        throw Error(Failure::not_found, "not_found", "There is nothing at this address.");
    Answer answer{.status = status, .content_type = page->type(), .coding = coding};
    answer.body = page->body(answer.coding);
    const std::string etag = page->etag(answer.coding);
    answer.headers = fmt::format("{}ETag: {}\r\n", page->caching(), etag);
    if (status == 200 && matches(if_none_match, etag)) answer.status = 304;
    return answer;
}

std::optional<fs::path> site_folder(const std::string& configured) {
    if (!configured.empty()) return configured;
    const fs::path program = program_folder();
    for (const fs::path& folder :
         {program / "../share/parlance/web", program / "web", program / "../../web/out"}) {
        if (fs::exists(folder / "index.html")) return folder.lexically_normal();
    }
    return std::nullopt;
}

}  // namespace parlance::serve
