# bash completion for okr
# What was typed, without the quotes and backslashes that keep it together.
_okr_unquoted() {
    local text=$1
    case $text in
        \'*) text=${text#\'} text=${text%\'} ;;
        \"*) text=${text#\"} text=${text%\"} ;;
        *) text=${text//\\/} ;;
    esac
    printf '%s' "$text"
}
_okr() {
    local word line glue='' current='' prefix='' quote=''
    local -a words=() names=()
    for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        if [[ ${#words[@]} -gt 0 && ( $word == '=' || -n $glue ) ]]; then
            words[-1]+=$(_okr_unquoted "$word")
        else
            words+=("$(_okr_unquoted "$word")")
        fi
        glue=''
        [[ $word == '=' ]] && glue=1
    done
    case ${COMP_WORDS[COMP_CWORD]} in [\'\"]*) quote=1 ;; esac
    current=${words[-1]}
    if [[ $current == *=* && $COMP_WORDBREAKS == *=* ]]; then prefix=${current%=*}=; fi
    COMPREPLY=()
    while IFS= read -r line; do
        word=${line%%$'\t'*}
        case $word in
            # Names may hold blanks: a line each, and bash puts the backslashes.
            :file) compopt -o filenames; mapfile -t names < <(compgen -f -- "${current#"$prefix"}"); COMPREPLY+=("${names[@]}") ;;
            :folder) compopt -o filenames; mapfile -t names < <(compgen -d -- "${current#"$prefix"}"); COMPREPLY+=("${names[@]}") ;;
            *)
                [[ $word == *[=./] ]] && compopt -o nospace
                word=${word#"$prefix"}
                if [[ -z $quote && $word == *[[:space:]]* ]]; then printf -v word '%q' "$word"; fi
                COMPREPLY+=("$word")
                ;;
        esac
    done < <(command okr __complete -- "${words[@]}" 2>/dev/null)
}
complete -F _okr okr
