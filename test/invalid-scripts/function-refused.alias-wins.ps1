# An alias goes before a function of the same name: this runs Remove-Item.
function rm { 'harmless' }
