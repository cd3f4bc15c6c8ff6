#compdef okr
# zsh completion for okr
_okr() {
    local line word help
    local -a found open
    for line in "${(@f)$(command okr __complete -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
        word=${line%%$'\t'*}
        help=
        [[ $line == *$'\t'* ]] && help=":${line#*$'\t'}"
        case $word in
            '') ;;
            :file) compset -P '*='; _files ;;
            :folder) compset -P '*='; _files -/ ;;
            *[=./]) open+=("${word//:/\\:}$help") ;;
            *) found+=("${word//:/\\:}$help") ;;
        esac
    done
    (( $#found )) && _describe 'okr' found
    (( $#open )) && _describe 'okr' open -S ''
}
if [ "$funcstack[1]" = _okr ]; then _okr "$@"; else compdef _okr okr; fi
