// SPDX-License-Identifier: MIT
// The three shells' part of completion: hand the words over, take the answers, complete file names.
#include "cli/completion.hpp"

namespace okr::cli {

namespace {

// bash parts words at `=`: they are put together for okr, and what stands in front of the last `=` is taken off again.
constexpr std::string_view bash_stub = R"stub(# bash completion for okr
_okr() {
    local word line glue='' current='' prefix=''
    local -a words=()
    for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        if [[ ${#words[@]} -gt 0 && ( $word == '=' || -n $glue ) ]]; then
            words[-1]+=$word
        else
            words+=("$word")
        fi
        glue=''
        [[ $word == '=' ]] && glue=1
    done
    current=${words[-1]}
    if [[ $current == *=* && $COMP_WORDBREAKS == *=* ]]; then prefix=${current%=*}=; fi
    COMPREPLY=()
    while IFS= read -r line; do
        word=${line%%$'\t'*}
        case $word in
            :file) compopt -o filenames; COMPREPLY+=($(compgen -f -- "${current#"$prefix"}")) ;;
            :folder) compopt -o filenames; COMPREPLY+=($(compgen -d -- "${current#"$prefix"}")) ;;
            *) COMPREPLY+=("${word#"$prefix"}"); [[ $word == *= ]] && compopt -o nospace ;;
        esac
    done < <(command okr __complete -- "${words[@]}" 2>/dev/null)
}
complete -F _okr okr
)stub";

constexpr std::string_view zsh_stub = R"stub(#compdef okr
# zsh completion for okr
_okr() {
    local line word help
    local -a found open
    for line in "${(@f)$(command okr __complete -- "${(@Q)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}"; do
        word=${line%%$'\t'*}
        help=${line#*$'\t'}
        case $word in
            '') ;;
            :file) compset -P '*='; _files ;;
            :folder) compset -P '*='; _files -/ ;;
            *=) open+=("${word//:/\\:}:$help") ;;
            *) found+=("${word//:/\\:}:$help") ;;
        esac
    done
    (( $#found )) && _describe 'okr' found
    (( $#open )) && _describe 'okr' open -S ''
}
if [ "$funcstack[1]" = _okr ]; then _okr "$@"; else compdef _okr okr; fi
)stub";

constexpr std::string_view fish_stub = R"stub(# fish completion for okr
function __okr_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    for line in (command okr __complete -- $before[2..-1] "$current" 2>/dev/null)
        switch $line
            case ':file*'
                __fish_complete_path (string replace -r '^--[^=]*=' '' -- "$current")
            case ':folder*'
                __fish_complete_directories (string replace -r '^--[^=]*=' '' -- "$current")
            case '*'
                echo $line
        end
    end
end
complete -c okr -f -a '(__okr_complete)'
)stub";

}  // namespace

std::string_view completion_stub(std::string_view shell) {
  if (shell == "bash") return bash_stub;
  if (shell == "zsh") return zsh_stub;
  if (shell == "fish") return fish_stub;
  return {};
}

}  // namespace okr::cli
