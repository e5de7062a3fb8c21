// Types that only Nestlab itself uses, by @API, and those inside of them may change in any version.
def markedInternal = { type ->
    def values = type.annotations.findAll { it.fullyQualifiedName == 'org.apiguardian.api.API' }
            .collectMany { it.elements.findAll { it.name == 'status' } }
            .collectMany { it.oldElementValues ?: it.newElementValues }
    values.any { it.valueString == 'INTERNAL' }
}
def internal = jApiClasses.findAll(markedInternal).collect { it.fullyQualifiedName } as Set
jApiClasses.removeIf { type -> internal.any { type.fullyQualifiedName == it || type.fullyQualifiedName.startsWith(it + '$') } }
return jApiClasses
