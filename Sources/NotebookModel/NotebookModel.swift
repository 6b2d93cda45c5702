// NotebookModel
