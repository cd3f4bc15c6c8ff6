# bash completion for okr
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
